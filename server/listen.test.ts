import { createServer, type Server } from "node:http";
import { afterEach, expect, test } from "vitest";
import { rememberFirstHops } from "./http/first-hop";
import { listen, listenToItself, ownOrigin } from "./listen";

let server: Server;
afterEach(() => server?.close());

test.each([
  ["127.0.0.1", "127.0.0.1", "127.0.0.1"],
  ["localhost", expect.stringMatching(/^(127\.0\.0\.1|::1)$/), "localhost"],
  [undefined, expect.stringMatching(/^(::|0\.0\.0\.0)$/), "127.0.0.1"],
  ["0.0.0.0", "0.0.0.0", "127.0.0.1"],
])("HOST %s is what it listens on, and where it reaches itself", async (HOST, address, own) => {
  server = createServer((_, response) => response.end("here"));
  await listen(server, { PORT: 0, HOST });
  expect(server.address()).toMatchObject({ address });
  const { port: PORT } = JSON.parse(JSON.stringify(server.address()));
  expect(ownOrigin({ PORT, HOST })).toBe(`http://${own}:${PORT}`);
  expect(await (await fetch(ownOrigin({ PORT, HOST }))).text()).toBe("here");
});

test("an IPv6 address is written in brackets", () => {
  expect(ownOrigin({ PORT: 3000, HOST: "2001:db8::1" })).toBe("http://[2001:db8::1]:3000");
});

test("where it listens to itself, nobody else is answered", async () => {
  const hops = rememberFirstHops();
  server = createServer((_, response) => response.end("here"));
  const own = await listenToItself(server, hops);
  expect(own).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const headers: Record<string, string> = {};
  const origin = { address: "203.0.113.9", proto: "https", host: "app.example" } as const;
  const hop = { origin, requestId: "1", nonce: "n" };
  const forget = hops.remember(headers, hop);
  expect(await (await fetch(own, { headers })).text()).toBe("here");
  await expect(fetch(own)).rejects.toThrow();
  await expect(fetch(own, { headers: { "x-first-hop": "x" } })).rejects.toThrow();
  forget();
  await expect(fetch(own, { headers })).rejects.toThrow();
});
