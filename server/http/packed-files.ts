import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathOf } from "./proper-request";
import { API_CONTENT_SECURITY_POLICY } from "./response-headers";
import type { Handler } from "./server";

const BEFORE = "/_next/static/";
const TYPES = [
  [".js", "application/javascript; charset=UTF-8"],
  [".css", "text/css; charset=UTF-8"],
] as const;

/**
 * Answer what browsers load of a build by what scripts/pack.mjs made of it, for those that take it, and leave everything else to `pages`. Their names
 * are made of what they hold, so a browser may keep them.
 * @param folder of the build
 */
export function withPackedFiles(pages: Handler, folder = process.env.NEXT_DIST_DIR ?? ".next"): Handler {
  const packed = path.join(folder, "latchkey", "static");
  const names = new Set(namesIn(packed));
  const known = new Map<string, Buffer>();
  const read = (name: string) => {
    try {
      const body = known.get(name) ?? readFileSync(path.join(packed, name));
      known.set(name, body);
      return body;
    } catch {
      // Another build is being made in this folder.
      return undefined;
    }
  };
  return async (request, response) => {
    const { method, headers } = request;
    const address = pathOf(request);
    const name = `${address.slice(BEFORE.length)}.br`;
    const isOurs = address.startsWith(BEFORE) && names.has(name) && takesBrotli(headers["accept-encoding"]);
    const type = TYPES.find(([end]) => address.endsWith(end))?.[1];
    const isAsked = isOurs && type !== undefined && (method === "GET" || method === "HEAD");
    const body = isAsked ? read(name) : undefined;
    if (body === undefined) return await pages(request, response);
    // Of a document alone: a browser does not look at it here, and it is more than half of the headers.
    response.removeHeader("Permissions-Policy");
    response.writeHead(200, {
      "Content-Security-Policy": API_CONTENT_SECURITY_POLICY,
      "Content-Type": type,
      "Content-Encoding": "br",
      "Content-Length": body.length,
      "Cache-Control": "public, max-age=31536000, immutable",
      Vary: "Accept-Encoding",
    });
    response.end(method === "HEAD" ? undefined : body);
  };
}

/** None where nothing was packed, as after `next build` alone. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll(path.sep, "/"));
  } catch {
    return [];
  }
}

/** Whether a header such as `gzip, deflate, br;q=0.9` names Brotli, and does not rule it out. */
export function takesBrotli(accepted: string | readonly string[] | undefined): boolean {
  return String(accepted ?? "")
    .split(",")
    .some((coding) => /^\s*br\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/i.test(coding));
}
