import { once } from "node:events";
import http, { type IncomingHttpHeaders } from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { waitFor } from "@/test/wait";

export type ReceivedMessage = { path: string; headers: IncomingHttpHeaders; body: string };
/** What a receiver does with a request: answer so, with so many bytes, say nothing, or break the connection. */
export type ReceiverAction =
  | { status: number; headers?: Record<string, string>; bytes?: number }
  | "hang"
  | "close"
  | "not http";

/** A real receiver of webhooks on a free port, which a test can let misbehave. */
export interface ReceiverUnderTest {
  readonly port: number;
  readonly url: string;
  /** Every request that came in whole. */
  readonly received: ReceivedMessage[];
  /** How many bytes of the last answer the client took before the connection ended. */
  readonly taken: () => number;
  /** Decide what is answered from now on. Default: 204. */
  on(decide: (message: ReceivedMessage) => ReceiverAction): void;
  until(count: number): Promise<ReceivedMessage[]>;
  stop(): Promise<void>;
}

/** @param tls its certificate and key, where it is asked by https */
export async function startReceiver(tls?: { cert: string; key: string }): Promise<ReceiverUnderTest> {
  const received: ReceivedMessage[] = [];
  let decide: (message: ReceivedMessage) => ReceiverAction = () => ({ status: 204 });
  let taken = 0;
  const listener: http.RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const message = { path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString() };
      const action = decide(message);
      received.push(message);
      if (action === "hang") return;
      if (action === "close") return void request.socket.destroy();
      if (action === "not http") return void request.socket.end("SSH-2.0-OpenSSH_9.2\r\n");
      const { socket } = request;
      response.on("close", () => {
        taken = socket.bytesWritten - response.writableLength;
      });
      response.writeHead(action.status, action.headers).end(Buffer.alloc(action.bytes ?? 0, 120));
    });
  };
  const server = tls === undefined ? http.createServer(listener) : https.createServer(tls, listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}/hooks`,
    received,
    taken: () => taken,
    on: (next) => {
      decide = next;
    },
    until: async (count) => {
      await waitFor(() => received.length >= count, `${count} messages`);
      return received;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
