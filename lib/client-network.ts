import ipaddr from "ipaddr.js";

/** The unit that counts as one client: an IPv4 address, or an IPv6 /64, which is what one customer gets. Pure. */
export function clientNetwork(address: string | null): string | null {
  if (address === null || !ipaddr.isValid(address)) return null;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed}/64`)}/64`;
}
