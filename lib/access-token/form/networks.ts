import ipaddr from "ipaddr.js";
import { isInNetworks } from "@/lib/authorization/network";

/** What was typed as networks: one on each line, or between commas. */
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

/** What to allow so that whoever has this address gets in: the address, of IPv6 its /64, in which devices change theirs. */
export function networkOfClient(address: string | null): string | null {
  if (address === null || !ipaddr.isValid(address)) return null;
  const client = ipaddr.process(address);
  if (client.kind() === "ipv4") return client.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${client.toString()}/64`).toString()}/64`;
}

function isNetwork(text: string): boolean {
  return ipaddr.isValid(text) || ipaddr.isValidCIDR(text);
}
