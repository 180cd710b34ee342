import { isIP } from "node:net";
import { domainToUnicode } from "node:url";
import { z } from "zod";
import { holdsSecret } from "@/lib/text-input";
import { isPublicAddress } from "./address";

const MOST_CHARACTERS = 2_000;
// Below are services that something other than HTTP is spoken with.
const LOWEST_PORT = 1_024;
const USUAL_PORTS = ["", "80", "443"];
// Names that never lead to the internet. @see RFC 6761, RFC 6762, RFC 8375
const LOCAL_NAME = /(^|\.)(localhost|local|internal|home\.arpa|test|invalid)$/;

/** The host of an address without the brackets of IPv6, as it is connected to. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1");
}

/** The host of an address for people: an international name as it is written, and never a path, which may hold a secret. */
export function shownHost(address: string): string {
  const url = new URL(address);
  return `${domainToUnicode(url.hostname) || url.hostname}${url.port === "" ? "" : `:${url.port}`}`;
}

/**
 * Where events may be sent: `https:`, to a name or an address of the internet, without a login. With private networks allowed
 * also `http:`, and any host. What a name leads to is checked at each delivery. The address is normalised: an international name
 * becomes the ASCII that is looked up.
 */
export function targetUrlInput({ privateNetworks }: { privateNetworks: () => boolean }) {
  return z
    .string("Enter a URL.")
    .trim()
    .min(1, "Enter a URL.")
    .max(MOST_CHARACTERS, `The URL has more than ${MOST_CHARACTERS.toLocaleString("en")} characters.`)
    .transform((text, context) => {
      const fault = faultOf(text, privateNetworks());
      if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
      return fault === undefined ? new URL(text).href : z.NEVER;
    });
}

function faultOf(text: string, privateNetworks: boolean): string | undefined {
  if (!URL.canParse(text) || /[\p{Cc}\s]/u.test(text))
    return "Enter a whole address, such as https://example.com/hooks.";
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") return "The address must start with https://.";
  if (url.protocol === "http:" && !privateNetworks) return "The address must start with https://.";
  if (url.username !== "" || url.password !== "")
    return "The URL contains credentials. Remove them: requests are signed instead.";
  if (url.hash !== "") return "The URL has a part after #, which is never sent. Remove it.";
  if (holdsSecret(text) || holdsSecret(url.href))
    return "The URL contains the secret of an access token. Remove it: requests are signed instead.";
  if (!USUAL_PORTS.includes(url.port) && Number(url.port) < LOWEST_PORT) {
    return `The port must be 443, or ${LOWEST_PORT.toLocaleString("en")} or higher.`;
  }
  if (url.href.length > MOST_CHARACTERS) return "The URL is too long once its characters are encoded.";
  return privateNetworks ? undefined : localFault(hostOf(url));
}

function localFault(host: string): string | undefined {
  const isLocal =
    isIP(host) === 0 ? !host.includes(".") || LOCAL_NAME.test(host.replace(/\.$/, "")) : !isPublicAddress(host);
  return isLocal ? "The URL points to a private network. It must be reachable on the internet." : undefined;
}
