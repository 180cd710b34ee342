import { createServer, type Server } from "node:http";
import { afterEach, expect, test } from "vitest";
import { listen, ownOrigin } from "./listen";

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
