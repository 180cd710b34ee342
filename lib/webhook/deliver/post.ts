import { type LookupAddress, lookup as systemLookup } from "node:dns";
import http from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "@/lib/webhook/address";
import { hostOf } from "@/lib/webhook/target-url";

// All in all: from the look-up of the name to the end of the answer.
const TIMEOUT_MS = 10_000;
// Nothing in an answer is of interest but its status.
const READ_BYTES = 64 * 1024;

/** What a receiver answered, or why there is no answer, in a few words without anything that it wrote. */
export type PostResult = { code: number; error: null } | { code: null; error: string };

type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

export type Post = {
  url: string;
  headers: Record<string, string>;
  body: string;
  privateNetworks: boolean;
  /** Ends it, as the end of the process does. */
  signal?: AbortSignal;
  /** Looks the name up, at the edge of the system. */
  resolve?: Resolve;
  timeoutMs?: number;
};

/**
 * POST once, to an address of the internet. The name is looked up once, by the connection itself: the address that was checked is
 * the one that is connected to, whatever the name leads to a moment later. No redirect is followed, no certificate is
 * accepted that does not hold, and no more than 64 KiB of the answer are read. Never rejects.
 */
export async function post(given: Post): Promise<PostResult> {
  const { url, headers, body, privateNetworks, signal, resolve = systemResolve, timeoutMs = TIMEOUT_MS } = given;
  const target = new URL(url);
  // An address is connected to without a look-up.
  if (!privateNetworks && isIP(hostOf(target)) !== 0 && !isPublicAddress(hostOf(target))) return failed(PRIVATE);
  const timeout = AbortSignal.timeout(timeoutMs);
  const ending = signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
  const { request } = target.protocol === "https:" ? https : http;
  return await new Promise((done) => {
    const sent = request(
      target,
      {
        method: "POST",
        headers: { ...headers, "content-type": "application/json", "content-length": Buffer.byteLength(body) },
        // A connection of its own for each: none is kept, and none is shared.
        agent: false,
        rejectUnauthorized: true,
        lookup: pinnedLookup(resolve, privateNetworks),
        signal: ending,
      },
      (answer) => {
        const result: PostResult = { code: answer.statusCode ?? 0, error: null };
        let read = 0;
        answer.on("data", (chunk: Buffer) => {
          read += chunk.length;
          if (read >= READ_BYTES) sent.destroy();
        });
        // The status counts, however the rest of the answer ends.
        answer.on("error", () => {}).once("close", () => done(result));
      },
    );
    sent.on("error", (error) =>
      done(failed(timeout.aborted ? `no response within ${timeoutMs / 1000} seconds` : reasonOf(error))),
    );
    sent.end(body);
  });
}

const PRIVATE = "the address is in a private network";

/** Addresses that were refused; nothing has been sent. */
class PrivateAddress extends Error {
  override readonly name = "PrivateAddress";
}

// One private address refuses the name: which of several is connected to is not for the receiver to choose.
function pinnedLookup(resolve: Resolve, privateNetworks: boolean): LookupFunction {
  return (host, { all, family }, callback) => {
    resolve(host).then(
      (found) => {
        const wanted = found.filter((one) => !family || one.family === Number(String(family).replace("IPv", "")));
        const [first] = wanted;
        if (first === undefined) return callback(Object.assign(new Error("no address"), { code: "ENOTFOUND" }), "");
        if (!privateNetworks && found.some(({ address }) => !isPublicAddress(address))) {
          return callback(new PrivateAddress(PRIVATE), "");
        }
        if (all) callback(null, [...wanted]);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ""),
    );
  };
}

const systemResolve: Resolve = (host) =>
  new Promise((resolve, reject) =>
    systemLookup(host, { all: true }, (error, addresses) => (error === null ? resolve(addresses) : reject(error))),
  );

function failed(error: string): PostResult {
  return { code: null, error };
}

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: "the host name was not found",
  EAI_AGAIN: "the host name could not be looked up",
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was closed without a response",
  ETIMEDOUT: "the connection timed out",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the network cannot be reached",
  EPROTO: "the TLS connection failed",
  CERT_HAS_EXPIRED: "the certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the certificate is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "the certificate is self-signed",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "the certificate can't be verified",
  ERR_TLS_CERT_ALTNAME_INVALID: "the certificate is for another host name",
  ABORT_ERR: "interrupted",
};

// Several addresses that all failed are one error with several in it.
function reasonOf(error: Error & { code?: string; errors?: readonly (Error & { code?: string })[] }): string {
  if (error instanceof PrivateAddress) return PRIVATE;
  const code = error.code ?? error.errors?.[0]?.code ?? "";
  if (REASONS[code] !== undefined) return REASONS[code];
  return code.startsWith("HPE_") ? "the response is not HTTP" : `the request failed${code === "" ? "" : ` (${code})`}`;
}
