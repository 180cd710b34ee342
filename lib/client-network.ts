import ipaddr from "ipaddr.js";

/** Who counts as one: an IPv4 address, or an IPv6 network of 64 bits, which is what one customer gets. Pure. */
export function clientNetwork(address: string | null): string | null {
  if (address === null || !ipaddr.isValid(address)) return null;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed}/64`)}/64`;
}
