import ipaddr from "ipaddr.js";

// What is handed out of IPv6 so far: nothing else of it is the internet, but addresses that carry one of IPv4, and the like.
const GLOBAL_IPV6 = ipaddr.parseCIDR("2000::/3");
// The host of a machine in Azure, where it asks for its settings.
const AZURE_HOST = "168.63.129.16";

/**
 * Whether an address is one of the public internet: not private, loopback, link-local (with the metadata services of clouds),
 * shared by a carrier (CGNAT), multicast, reserved or unspecified, and none of IPv6 that leads to IPv4 by a translator or tunnel,
 * since that could be any of these. What is no address is not.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  // IPv4 in IPv6 (::ffff:127.0.0.1) becomes IPv4.
  const address = ipaddr.process(text);
  if (address instanceof ipaddr.IPv6 && !address.match(GLOBAL_IPV6)) return false;
  return address.range() === "unicast" && address.toString() !== AZURE_HOST;
}
