import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";

type Value = { stringValue?: string; intValue?: number | string };
type OtlpSpan = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  attributes: { key: string; value: Value }[];
  status: { code?: number; message?: string };
};

/** A span as it arrived, its attributes by their names. */
export type CollectedSpan = Omit<OtlpSpan, "attributes"> & {
  service: string;
  pid: string;
  attributes: Record<string, string>;
};

/** A real collector of traces by OTLP over HTTP, in JSON. */
export async function startCollector(port = 0) {
  const bodies: string[] = [];
  const headers: http.IncomingHttpHeaders[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const isTraces = request.method === "POST" && request.url === "/v1/traces";
      if (isTraces) {
        bodies.push(Buffer.concat(chunks).toString());
        headers.push(request.headers);
      }
      response.writeHead(isTraces ? 200 : 404, { "Content-Type": "application/json" }).end("{}");
    });
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${own}`,
    headers,
    /** Every octet that arrived. */
    text: () => bodies.join("\n"),
    spans: (): CollectedSpan[] => bodies.flatMap(spansIn),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function spansIn(body: string): CollectedSpan[] {
  const { resourceSpans } = JSON.parse(body) as {
    resourceSpans: {
      resource: { attributes: OtlpSpan["attributes"] };
      scopeSpans: { spans: OtlpSpan[] }[];
    }[];
  };
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const of = byName(resource.attributes);
    const spans = scopeSpans.flatMap((scope) => scope.spans);
    return spans.map((span) => ({
      ...span,
      service: of["service.name"] ?? "",
      pid: of["process.pid"] ?? "",
      attributes: byName(span.attributes),
    }));
  });
}

function byName(attributes: OtlpSpan["attributes"]): Record<string, string> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, String(value.stringValue ?? value.intValue ?? "")]),
  );
}
