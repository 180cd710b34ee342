import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { connect } from "node:net";
import { afterAll, expect, test } from "vitest";
import { KEEP_ALIVE_MS } from "../limits";
import { API_CONTENT_SECURITY_POLICY, securityHeaders } from "../response-headers";
import { makeAnswer, makeSender, takesHeads } from "./send";

const ID = "0198f2b4-22bb-7c41-8d55-6a0f3c9b1e27";
const own = { "Content-Type": "application/json", "Cache-Control": "no-store" };
const bodies: Record<string, string> = { "/": "", "/ascii": '{"a":1}', "/wide": '{"a":"é€👩‍🦰"}' };

const send = makeSender({ https: true });
const asOurs = await serve((request, response) => send(response, makeAnswer(own, bodies[request.url ?? ""]), ID));
const asNode = await serve((request, response) => {
  const body = Buffer.from(bodies[request.url ?? ""] ?? "");
  const common = securityHeaders({ requestId: ID, csp: API_CONTENT_SECURITY_POLICY, https: true });
  const { "X-Request-Id": id = "", ...before } = common;
  response.writeHead(200, { ...before, ...own, "Content-Length": String(body.length), "X-Request-Id": id });
  response.end(body);
});
afterAll(() => {
  for (const server of [asOurs, asNode]) server.close();
});

async function serve(handle: RequestListener): Promise<Server> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, handle).listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

/** All that a server sends until it closes the connection. */
async function told(server: Server, requests: string): Promise<string> {
  const { port } = server.address() as { port: number };
  const socket = connect(port, "127.0.0.1");
  socket.setEncoding("latin1").write(requests);
  let text = "";
  for await (const piece of socket) text += piece;
  return text.replaceAll(/\r\nDate: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\r\n/g, "\r\n(date)\r\n");
}

const get = (path: string, more = "") => `GET ${path} HTTP/1.1\r\nHost: a\r\n${more}\r\n`;
const last = get("/", "Connection: close\r\n");

test.each([
  ["one that ends its connection", last],
  ["in HTTP/1.0", "GET /ascii HTTP/1.0\r\n\r\n"],
  ["in HTTP/1.0, of a connection that goes on", `GET /wide HTTP/1.0\r\nConnection: keep-alive\r\n\r\n${last}`],
  ["several at once, of which each waits for the one before", get("/") + get("/ascii") + get("/wide") + last],
])("an answer is octet for octet what Node.js makes of its headers: %s", async (_what, requests) => {
  expect(takesHeads()).toBe(true);
  const ours = await told(asOurs, requests);
  expect(ours).toBe(await told(asNode, requests));
  expect(ours).toContain("(date)");
});

test("what would end a header makes no answer", () => {
  expect(() => makeAnswer({ "X-Scopes": "a\r\nX-User-Id: b" })).toThrow();
});
