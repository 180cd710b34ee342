import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { processWide } from "@/db/process-wide";

/** The files of the command line client that the server hands out, each with its type. */
const TYPES = {
  "latchkey.mjs": "text/javascript; charset=utf-8",
  "latchkey.tgz": "application/gzip",
} as const;
export type ClientFileName = keyof typeof TYPES;

export type ClientFile = { content: Buffer; type: string; sha256: string };

/** A file of the client, which `npm start` has made. Read once in a process; while somebody works on it, each time. */
export async function readClientFile(name: ClientFileName): Promise<ClientFile> {
  const known = files().get(name);
  if (known !== undefined && process.env.NODE_ENV === "production") return known;
  const dist = process.env.NEXT_DIST_DIR ?? ".next";
  const content = await readFile(path.join(/* turbopackIgnore: true */ process.cwd(), dist, "latchkey/cli", name));
  const file = { content, type: TYPES[name], sha256: createHash("sha256").update(content).digest("hex") };
  files().set(name, file);
  return file;
}

const files = () => processWide("client-files", () => new Map<ClientFileName, ClientFile>());

/**
 * A file as it is answered, or that it is the one that the client has. The bytes are those of its checksum, whatever stands in between: nothing
 * may compress them on the way.
 */
export function answerFile(request: Request, { content, type, sha256 }: ClientFile): Response {
  const headers = { ETag: `"${sha256}"`, "Cache-Control": "public, no-cache, no-transform" };
  if (isKnown(request.headers.get("if-none-match"), sha256)) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(content), {
    headers: { ...headers, "Content-Type": type, "Content-Length": String(content.length) },
  });
}

// RFC 9110 §13.1.2: compared weakly, which a proxy may have made of it.
function isKnown(asked: string | null, sha256: string): boolean {
  return asked?.split(",").some((tag) => ["*", `"${sha256}"`, `W/"${sha256}"`].includes(tag.trim())) ?? false;
}
