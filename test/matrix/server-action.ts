import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { sharedServer } from "@/test/http/server";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** A server action of the build: the name in its file, and what it is called by over HTTP. */
export type Action = { id: string; name: string /** A page that has it, as a folder of app/. */; page: string };

// Next.js brings its own, of the very version that the pages call actions with.
export const { encodeReply } = createRequire(import.meta.url)(
  "next/dist/compiled/react-server-dom-turbopack/client.node",
) as {
  encodeReply(value: unknown): Promise<string | FormData>;
};

type Manifest = Record<"node" | "edge", Record<string, { workers: object; filename: string; exportedName: string }>>;

/** Every server action that the build serves, by file and name: `app/(dashboard)/account/profile/actions.ts#editProfileAction`. */
export function serverActions(): Action[] {
  const file = path.join(ROOT, ".next/server/server-reference-manifest.json");
  const manifest: Manifest = JSON.parse(readFileSync(file, "utf8"));
  return Object.entries({ ...manifest.node, ...manifest.edge })
    .map(([id, { workers, filename, exportedName }]) => ({
      id,
      name: `${filename}#${exportedName}`,
      page: Object.keys(workers)[0] ?? "",
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

export type ActionAnswer = {
  status: number /** Of what it returned; where it led; or how it failed. */;
  outcome: string;
  /** As Next.js says where it leads: the address, and how to go there. */
  led: string | null;
  text: string;
};

/** Call an action as the browser does, whatever the page would let one press. */
export async function callAction(
  action: Action,
  given: { address: string; cookie?: string; args: unknown[]; headers?: Record<string, string> },
): Promise<ActionAnswer> {
  const { url } = sharedServer();
  const answer = await fetch(url + given.address, {
    method: "POST",
    redirect: "manual",
    headers: {
      Accept: "text/x-component",
      // Packing and unpacking costs more than what comes.
      "Accept-Encoding": "identity",
      Origin: url,
      "Next-Action": action.id,
      ...(given.cookie === undefined ? {} : { Cookie: given.cookie }),
      ...given.headers,
    },
    body: await encodeReply(given.args),
  });
  const text = await answer.text();
  const led = answer.headers.get("x-action-redirect") ?? answer.headers.get("location");
  return { status: answer.status, outcome: outcomeOf(answer, led, text), led, text };
}

function outcomeOf(answer: Response, led: string | null, text: string): string {
  if (led !== null) return `led to ${new URL(led.split(";")[0] ?? "", "http://x").pathname}`;
  const returned = /^1:(.*)$/m.exec(text)?.[1] ?? "";
  if (returned.startsWith("E")) return text.includes("NEXT_HTTP_ERROR_FALLBACK;404") ? "not_found" : "failed";
  return /"status":"([a-z_]+)"/.exec(returned)?.[1] ?? `${answer.status} ${returned.slice(0, 60)}`;
}
