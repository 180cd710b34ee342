import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packScripts } from "@/scripts/pack.mjs";
import { withPackedFiles } from "./packed-files";

const SCRIPT = "console.log('a line of a script');\n".repeat(100);

let folder: string;
let server: Server;
let url: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "latchkey-packed-"));
  mkdirSync(path.join(folder, "static", "chunks"), { recursive: true });
  writeFileSync(path.join(folder, "static", "chunks", "long.js"), SCRIPT);
  writeFileSync(path.join(folder, "static", "chunks", "short.js"), "1;");
  writeFileSync(path.join(folder, "secret.js"), SCRIPT);
  await packScripts(folder);
  const handle = withPackedFiles(async (_request, response) => void response.end("from the pages"), folder);
  server = createServer((request, response) => {
    response.setHeader("Permissions-Policy", "camera=()");
    response.setHeader("X-Content-Type-Options", "nosniff");
    void handle(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (address: string, accepted: string, method = "GET") =>
  fetch(url + address, { method, headers: { "Accept-Encoding": accepted } });

test("a script comes packed, may be kept, and has the headers that a script needs", async () => {
  const answer = await ask("/_next/static/chunks/long.js?dpl=1", "gzip, deflate, br");
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-encoding": "br",
    "content-type": "application/javascript; charset=UTF-8",
    "cache-control": "public, max-age=31536000, immutable",
    vary: "Accept-Encoding",
    "x-content-type-options": "nosniff",
  });
  expect(answer.headers.has("permissions-policy")).toBe(false);
  expect(Number(answer.headers.get("content-length"))).toBeLessThan(SCRIPT.length / 10);
  expect(await answer.text()).toBe(SCRIPT);
});

test("HEAD says the same without the script", async () => {
  const answer = await ask("/_next/static/chunks/long.js", "br", "HEAD");
  expect(answer.headers.get("content-encoding")).toBe("br");
  expect(await answer.text()).toBe("");
});

test.each([
  ["who does not take it", "/_next/static/chunks/long.js", "gzip", "GET"],
  ["who rules it out", "/_next/static/chunks/long.js", "gzip, br;q=0", "GET"],
  ["a script too short to pack", "/_next/static/chunks/short.js", "br", "GET"],
  ["one that is not there", "/_next/static/chunks/none.js", "br", "GET"],
  ["one outside of the folder", "/_next/static/../secret.js", "br", "GET"],
  ["another method", "/_next/static/chunks/long.js", "br", "POST"],
])("%s gets what Next.js answers", async (_what, address, accepted, method) => {
  const answer = await ask(address, accepted, method);
  expect(answer.headers.get("content-encoding")).toBeNull();
  expect(await answer.text()).toBe("from the pages");
});
