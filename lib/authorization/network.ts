import ipaddr from "ipaddr.js";

/** Whether an address lies in one of the networks (CIDR). No list allows every address; with one, an unknown address is outside. */
export function isInNetworks(address: string | null, networks: readonly string[] | null): boolean {
  if (networks === null) return true;
  if (address === null || !ipaddr.isValid(address)) return false;
  // An IPv4 client on a dual-stack socket shows as ::ffff:192.0.2.1; process() makes it 192.0.2.1 again.
  const candidate = ipaddr.process(address);
  return networks.some((network) => {
    const [base, bits] = ipaddr.parseCIDR(
      network.includes("/") ? network : `${network}/${network.includes(":") ? 128 : 32}`,
    );
    return candidate.kind() === base.kind() && candidate.match(base, bits);
  });
}

/** Whether every address of `inner` is one of `outer`; null is every address there is. */
export function networksWithin(inner: readonly string[] | null, outer: readonly string[] | null): boolean {
  if (outer === null) return true;
  if (inner === null) return false;
  return inner.every((network) => {
    const [address, bits] = ipaddr.parseCIDR(withBits(network));
    return outer.some((candidate) => {
      const [base, outerBits] = ipaddr.parseCIDR(withBits(candidate));
      return address.kind() === base.kind() && outerBits <= bits && address.match(base, outerBits);
    });
  });
}

/** The network that an address or a CIDR names, as PostgreSQL's `cidr` takes it: 10.1.2.3/8, which people paste, is 10.0.0.0/8. */
export function networkOf(text: string): string {
  const [address, bits] = ipaddr.parseCIDR(withBits(text));
  // Requests over IPv4 have their IPv4 address, even on a dual-stack socket.
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && bits >= MAPPED_BITS) {
    return networkOf(`${address.toIPv4Address().toString()}/${bits - MAPPED_BITS}`);
  }
  const family = address.kind() === "ipv4" ? ipaddr.IPv4 : ipaddr.IPv6;
  return `${family.networkAddressFromCIDR(withBits(text)).toString()}/${bits}`;
}

// ::ffff:0:0/96 is the whole of IPv4. @see RFC 4291 §2.5.5.2
const MAPPED_BITS = 96;

function withBits(network: string): string {
  return network.includes("/") ? network : `${network}/${network.includes(":") ? 128 : 32}`;
}
