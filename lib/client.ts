import { isIP } from "node:net";
import { withoutSecrets } from "@/lib/access-token/secret/format";

/** Who sent a request, as far as the network tells. */
export type Client = {
  /** IPv4 or IPv6, without port; null where there is no request behind it. */
  address: string | null;
  /** At most 512 characters, empty when none was sent. */
  userAgent: string;
  requestId: string;
};

// The longest user agents of real browsers have about 250 characters; the column holds 512.
const USER_AGENT_LENGTH = 512;

/** The client of a request, from headers that the server file has overwritten: a client's own cannot get here. */
export function clientOf(headers: Headers): Client {
  return {
    address: addressOf(headers.get("x-forwarded-for") ?? ""),
    userAgent: userAgentOf(headers.get("user-agent") ?? ""),
    requestId: headers.get("x-request-id") ?? "",
  };
}

/** An address as it is stored; null for what is none. */
export function addressOf(text: string): string | null {
  // A link-local address comes with its interface (fe80::1%eth0), which PostgreSQL's inet does not take.
  const address = text.replace(/%.*$/, "").trim();
  return isIP(address) === 0 ? null : address;
}

/** What a client says that it is, as it is stored: PostgreSQL's text takes no NUL, and counts code points. */
export function userAgentOf(text = ""): string {
  // It is shown to others, and some clients put their key everywhere.
  return withoutSecrets([...text.replaceAll("\0", "").toWellFormed()].slice(0, USER_AGENT_LENGTH).join(""));
}
