import ipaddr from "ipaddr.js";
import { isInNetworks } from "@/lib/authorization/network";

/** The typed networks: one per line, or separated by commas. */
export function readNetworks(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}

/** The text with one more network, unless what is typed has it already. */
export function withNetwork(text: string, network: string): string {
  const [address = network] = network.split("/");
  const present = readNetworks(text).filter(isNetwork);
  if (present.length > 0 && isInNetworks(address, present)) return text;
  const kept = text.trimEnd();
  return kept === "" ? network : `${kept}\n${network}`;
}

/** The network to allow for this address: the address itself, or for IPv6 its /64, within which devices change theirs. */
export function networkOfClient(address: string | null): string | null {
  if (address === null || !ipaddr.isValid(address)) return null;
  const client = ipaddr.process(address);
  if (client.kind() === "ipv4") return client.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${client.toString()}/64`).toString()}/64`;
}

function isNetwork(text: string): boolean {
  return ipaddr.isValid(text) || ipaddr.isValidCIDR(text);
}
