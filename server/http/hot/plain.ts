import type { IncomingMessage } from "node:http";

// Letters, digits and a port: what else a host may be is for the server to judge.
const PLAIN_HOST = /^[a-z0-9.-]{1,253}(:\d{1,5})?$/i;

// Most requests are for one host: what was found of the last one is mostly what is asked.
let lastPlain = "";

/** Whether a request is what nearly all are: with one host that can exist, no pieces, and with nothing that is said for another one. */
export function isPlain({ headers, rawHeaders }: IncomingMessage): boolean {
  if (headers.host === undefined || !isPlainHost(headers.host)) return false;
  if (headers["transfer-encoding"] !== undefined || headers["x-first-hop"] !== undefined) return false;
  if (headers["x-forwarded-host"] !== undefined && !PLAIN_HOST.test(String(headers["x-forwarded-host"]))) return false;
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i];
    if (name !== undefined && name.length === 4 && name.toLowerCase() === "host") hosts++;
  }
  return hosts === 1;
}

function isPlainHost(host: string): boolean {
  if (host === lastPlain) return true;
  if (!PLAIN_HOST.test(host)) return false;
  lastPlain = host;
  return true;
}

/** Whether a request has no body. */
export function hasNoBody({ headers }: IncomingMessage): boolean {
  const length = headers["content-length"];
  return length === undefined || length === "0";
}
