import { secretOf } from "../seed/secret";
import type { RequestShape, Traffic } from "./job";

const PLACE = "{secret}";

/** The text of a request, with a place for its secret. The length of its body is that with a secret like `example` in it. */
export function renderRequest(
  { method, path, headers = {}, body = "" }: RequestShape,
  port: number,
  example = secretOf(0),
): string {
  const length = Buffer.byteLength(body.replaceAll(PLACE, example));
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `Host: localhost:${port}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === "" && method === "GET" ? [] : [`Content-Length: ${length}`]),
  ];
  return `${lines.join("\r\n")}\r\n\r\n${body}`;
}

/**
 * The requests of a job in their order. The hot ones are rendered once; a fresh one costs a digest, which is little beside the query that
 * it leads to.
 */
export function requestsOf(shape: RequestShape, port: number, traffic: Traffic = { hot: { from: 0, count: 1 } }) {
  const hot = "list" in traffic ? traffic.list : secretsOf(traffic.hot);
  const fresh = "list" in traffic ? undefined : traffic.fresh;
  const around = renderRequest(shape, port, hot[0]).split(PLACE);
  const render = (secret: string) => Buffer.from(around.join(secret));
  const ready = hot.map(render);
  let turn = 0;
  let freshUsed = 0;
  let owed = 0;
  return {
    next(): Buffer {
      owed += fresh?.share ?? 0;
      // Shares such as a tenth add up to a little less than one.
      if (fresh !== undefined && owed > 1 - 1e-6) {
        owed -= 1;
        return render(secretOf(fresh.from + (freshUsed++ % fresh.count)));
      }
      return ready[turn++ % ready.length] ?? render("");
    },
    freshUsed: () => freshUsed,
  };
}

function secretsOf({ from, count }: { from: number; count: number }): string[] {
  return Array.from({ length: count }, (_, n) => secretOf(from + n));
}
