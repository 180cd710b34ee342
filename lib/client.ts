import { isIP } from "node:net";

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
  // A link-local address comes with its interface (fe80::1%eth0), which PostgreSQL's inet does not take.
  const address = (headers.get("x-forwarded-for") ?? "").replace(/%.*$/, "").trim();
  return {
    address: isIP(address) === 0 ? null : address,
    userAgent: storable(headers.get("user-agent") ?? ""),
    requestId: headers.get("x-request-id") ?? "",
  };
}

// PostgreSQL's text takes no NUL, and counts code points.
function storable(text: string): string {
  // Nearly all are: what follows looks at each character.
  if (text.length <= USER_AGENT_LENGTH && text.isWellFormed() && !text.includes("\0")) return text;
  return [...text.replaceAll("\0", "").toWellFormed()].slice(0, USER_AGENT_LENGTH).join("");
}
