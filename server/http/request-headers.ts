import type { IncomingHttpHeaders } from "node:http";
import { isAddress } from "@/lib/session/callback-url";
import type { Origin } from "./forwarding";

// Headers with which proxies name a client, and those by which Next.js talks to itself: from a client they are forged.
const OURS =
  /^(forwarded|x-forwarded-.*|x-real-ip|x-client-ip|x-cluster-client-ip|true-client-ip|cf-connecting-ip|fastly-client-ip|x-original-.*|x-rewrite-url|x-host|x-first-hop|x-http-method(-override)?|x-method-override|x-middleware-.*|x-invoke-.*|x-matched-path|x-now-.*|x-vercel-.*|x-prerender-.*|x-action-.*|x-next-.*|x-nextjs-.*|next-resume.*|x-nonce|x-request-id|content-security-policy.*)$/;

// Headers that Next.js sends in a request to itself.
const OF_NEXT = /^(x-action-forwarded|x-next-revalidate.*)$/;

// Where next-auth keeps the page to come back to. What is no address there, it calls a fault of ours: no one could sign in or out.
const CALLBACK = /^(?:__Secure-)?authjs\.callback-url=(.*)$/s;

// The client side of `next dev` ties its messages to a page by these.
const DEV_ONLY = /^x-nextjs-(html-)?request-id$/;

/**
 * Replace, in place, what a client says about itself with what is known, and remove every header that only Next.js or a proxy
 * of ours may write. Handlers and pages can trust what is left.
 */
export function overwriteHeaders(
  headers: IncomingHttpHeaders,
  known: { origin: Origin; requestId: string; nonce: string; csp: string; path: string },
  { dev, byNext }: { dev: boolean /** Next.js itself made the request. */; byNext: boolean },
): void {
  for (const name of Object.keys(headers)) {
    if (OURS.test(name) && !(dev && DEV_ONLY.test(name)) && !(byNext && OF_NEXT.test(name))) delete headers[name];
  }
  if (headers.cookie?.includes("authjs.callback-url=")) headers.cookie = withUsableCallback(headers.cookie);
  headers["x-forwarded-for"] = known.origin.address;
  headers["x-forwarded-proto"] = known.origin.proto;
  headers["x-forwarded-host"] = known.origin.host;
  headers["x-request-id"] = known.requestId;
  // Pages are not told their own address by Next.js, and must be able to lead back to it after signing in.
  headers["x-request-path"] = known.path;
  headers["x-nonce"] = known.nonce;
  headers["content-security-policy"] = known.csp;
}

function withUsableCallback(cookies: string): string {
  const isUsable = (cookie: string) => {
    const [, value] = CALLBACK.exec(cookie) ?? [];
    return value === undefined || isAddress(decoded(value));
  };
  return cookies.split(/; */).filter(isUsable).join("; ");
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
