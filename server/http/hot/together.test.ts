import { once } from "node:events";
import type { Server } from "node:http";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { trackRequests } from "@/server/drain";
import { trustOf } from "../forwarding";
import { type AtOnce, createHttpServer } from "../server";
import { makeAnswer, makeSender } from "./send";

const policy = { dev: false, https: false, formActions: [] };
const send = makeSender(policy);
const answer = makeAnswer({ "Content-Type": "text/plain" }, "known");

async function serve(atOnce: AtOnce) {
  const server = createHttpServer(async () => undefined, { trust: trustOf([]), policy, atOnce });
  const drain = trackRequests(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, drain };
}

/** All that a server sends on one connection until it closes it. */
async function told(server: Server, text: string): Promise<string> {
  const { port } = server.address() as { port: number };
  const socket = connect(port, "127.0.0.1");
  socket.setEncoding("latin1").write(text);
  let all = "";
  for await (const piece of socket) all += piece;
  return all;
}

const ASKED = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
const statuses = (text: string) => text.match(/(?<=HTTP\/1\.1 )\d+/g);

test("what was asked before something unreadable on the same connection is answered, and first", async () => {
  const { server } = await serve((_request, response) => {
    send(response, answer, "one");
    return true;
  });
  expect(statuses(await told(server, `${ASKED}no request at all\r\n\r\n`))).toEqual(["200", "400"]);
  server.close();
});

test("an answer that is handed over as the server stops arrives", async () => {
  const { server, drain } = await serve((_request, response) => {
    send(response, answer, "one");
    void drain(1_000);
    return true;
  });
  expect(await told(server, ASKED)).toMatch(/^HTTP\/1\.1 200 OK\r\n.*\r\n\r\nknown$/s);
});

test("more than are sent together all arrive, in their order", async () => {
  let count = 0;
  const { server } = await serve((_request, response) => {
    send(response, answer, String(count++));
    return true;
  });
  const many = 200;
  const last = ASKED.replace("Host", "Connection: close\r\nHost");
  const text = await told(server, ASKED.repeat(many - 1) + last);
  const ids = [...text.matchAll(/X-Request-Id: (\d+)/g)].map(([, id]) => Number(id));
  expect(ids).toEqual(Array.from({ length: many }, (_, n) => n));
  server.close();
});
