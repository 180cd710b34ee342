import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { afterAll, expect, test } from "vitest";
import { takeBody } from "./body";

let over = 0;
/** Answers with who read the body, and what. */
const server = createServer((request, response) => {
  request.once("close", () => over++);
  takeBody(request, (body) => {
    const give = () => body.giveBack(() => void read(request, response));
    if (request.url === "/back") return give();
    if (request.url === "/later") return setImmediate(give);
    response.end(`taken ${Buffer.from(body.text, "latin1")};`);
    return body.done();
  });
}).listen(0, "127.0.0.1");
await once(server, "listening");
afterAll(() => server.close());

async function read(request: IncomingMessage, response: ServerResponse) {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  response.end(`read ${Buffer.concat(pieces)};`);
}

const post = (path: string, body: string, more = "") =>
  `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${more}\r\n${body}`;

/** The bodies of the answers to requests of one connection, each of which is sent in such pieces. */
async function answers(requests: string, size: number): Promise<string[]> {
  const socket = connect((server.address() as { port: number }).port, "127.0.0.1");
  socket.setNoDelay();
  const octets = Buffer.from(requests);
  for (let at = 0; at < octets.length; at += size) {
    await new Promise((resolve) => socket.write(octets.subarray(at, at + size), resolve));
  }
  let text = "";
  for await (const piece of socket.setEncoding("utf8")) text += piece;
  return text.match(/(taken|read) [^;]*;/g) ?? [];
}

test.each([1_000_000, 7, 1])(
  "a body is taken, or given back whole, and the next request is read after it: %d octets a piece",
  async (size) => {
    const paths = ["/", "/back", "/later", "/", "/back"];
    const requests = paths.map((path, n) => post(path, `é€${n}`, n === 4 ? "Connection: close\r\n" : "")).join("");
    over = 0;
    expect(await answers(requests, size)).toEqual(["taken é€0;", "read é€1;", "read é€2;", "taken é€3;", "read é€4;"]);
    // None stays behind with a reader that waits for its end.
    await expect.poll(() => over).toBe(paths.length);
  },
);
