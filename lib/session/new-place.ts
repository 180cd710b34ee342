import type { Client } from "@/lib/client";
import { clientNetwork } from "@/lib/client-network";
import { deviceOf } from "./device";

/**
 * Whether a sign-in is worth telling its owner: the account was never seen on such a device, or never from that network. The
 * first sign-in of an account is not. Pure.
 */
export function isNewPlace(
  before: readonly { address: string | null; user_agent: string }[],
  client: Pick<Client, "address" | "userAgent">,
): boolean {
  if (before.length === 0) return false;
  const device = deviceOf(client.userAgent).name;
  const network = clientNetwork(client.address);
  return !(
    before.some(({ user_agent }) => deviceOf(user_agent).name === device) &&
    before.some(({ address }) => clientNetwork(address) === network)
  );
}
