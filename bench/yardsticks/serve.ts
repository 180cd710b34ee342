import { createServer, type IncomingMessage, type RequestListener } from "node:http";

/** Listen on a free port, and tell it to the process that started this one. */
export function serve(handle: RequestListener): void {
  const server = createServer(handle).listen(0, "127.0.0.1", () => {
    const address = server.address();
    process.send?.({ port: address !== null && typeof address === "object" ? address.port : 0 });
  });
  process.on("disconnect", () => process.exit());
}

/** The bearer token of a request. */
export function secretIn(request: IncomingMessage): string {
  return request.headers.authorization?.slice("Bearer ".length) ?? "";
}
