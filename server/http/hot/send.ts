import { IncomingMessage, ServerResponse, validateHeaderName, validateHeaderValue } from "node:http";
import { Socket } from "node:net";
import { PassThrough } from "node:stream";
import { KEEP_ALIVE_MS } from "../limits";
import { API_CONTENT_SECURITY_POLICY, type Policy, securityHeaders } from "../response-headers";

/** What is sent to everybody who gets this answer: the lines of its own headers, and the body, a character for each octet. */
export type Answer = { readonly lines: string; readonly body: string };

// Measured: the objects of an answer and of what counts its requests.
const OBJECT_BYTES = 700;

/** Roughly what an answer that is kept takes in memory, with what counts its requests. */
export function bytesOf({ lines, body }: Answer): number {
  return OBJECT_BYTES + lines.length + body.length;
}

/** An answer with these headers beside those of every answer of the API. */
export function makeAnswer(headers: Readonly<Record<string, string>>, body = ""): Answer {
  const octets = Buffer.from(body);
  return {
    lines: linesOf({ ...headers, "Content-Length": String(octets.length) }),
    body: octets.toString("latin1"),
  };
}

// Who came first must not wait for more than these to be looked up: a millisecond or two.
const MOST_TOGETHER = 64;

let waiting: (() => void)[] = [];
let last: ServerResponse | undefined;

/** Whether this response is all but sent, and needs nobody's care any more: asked right after it was handed over. */
export function isBeingSent(response: ServerResponse): boolean {
  return response === last;
}

/** Send what waits for others that came together with it. */
export function sendWaiting(): void {
  const all = waiting;
  waiting = [];
  last = undefined;
  for (const send of all) send();
}

/**
 * Sends answers with status 200 as one text each, of which all but the request's id, the date and some concatenation was made before.
 * Those to requests that have arrived together are sent together, once each of them was looked at: a write wakes whoever waits for
 * it, which costs as much as all else, and those who are awake already need no waking.
 */
export function makeSender(policy: Pick<Policy, "https">) {
  const common = securityHeaders({ requestId: "", csp: API_CONTENT_SECURITY_POLICY, https: policy.https });
  delete common["X-Request-Id"];
  const before = linesOf(common);
  const begin = `HTTP/1.1 200 OK\r\n${before}`;
  const end = `\r\nConnection: keep-alive\r\nKeep-Alive: timeout=${KEEP_ALIVE_MS / 1000}\r\n\r\n`;
  let [second, date] = [0, ""];

  return function send(response: ServerResponse, answer: Answer, requestId: string, more = ""): void {
    last = response;
    const count = waiting.push(() => {
      try {
        sendNow(response, answer, requestId, more);
      } catch (error) {
        // Those that wait with it are sent all the same.
        console.error(error);
        response.destroy();
      }
    });
    if (count === 1) setImmediate(sendWaiting);
    else if (count === MOST_TOGETHER) sendWaiting();
  };

  function sendNow(response: ServerResponse, { lines, body }: Answer, requestId: string, more: string) {
    // A server that stops says on each connection that it ends, and so does a client.
    if (!response.shouldKeepAlive || response.hasHeader("Connection")) {
      for (const [name, value] of headersOf(`${before}${lines}${more}`)) response.setHeader(name, value);
      response.setHeader("X-Request-Id", requestId);
      response.end(body, "latin1");
      return;
    }
    // biome-ignore lint/plugin: it is told as a date
    const now = Date.now();
    if (Math.floor(now / 1000) !== second) {
      second = Math.floor(now / 1000);
      date = new Date(now).toUTCString();
    }
    setHead(response, `${begin}${lines}${more}X-Request-Id: ${requestId}\r\nDate: ${date}${end}${body}`);
    response.end();
  }
}

/**
 * Whether Node.js sends a head that it was given whole. It keeps one there that it has made of `writeHead`, and a server that makes the
 * same one again and again spends a quarter of its time on that; but nobody promises that it stays so.
 */
export function takesHeads(): boolean {
  const [head, socket] = ["HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", new PassThrough()];
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  // It uses of a socket what every stream has.
  response.assignSocket(socket as unknown as Socket);
  setHead(response, head);
  response.end();
  return response.headersSent && String(socket.read()) === head;
}

// Its type leaves out what is not for everybody; `takesHeads` looks whether it is there.
function setHead(response: ServerResponse, head: string): void {
  (response as unknown as { _header: string })._header = head;
}

function linesOf(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => {
      validateHeaderName(name);
      validateHeaderValue(name, value);
      return `${name}: ${value}\r\n`;
    })
    .join("");
}

function headersOf(lines: string): [name: string, value: string][] {
  return lines
    .split("\r\n")
    .slice(0, -1)
    .map((line) => {
      const colon = line.indexOf(": ");
      return [line.slice(0, colon), line.slice(colon + 2)];
    });
}
