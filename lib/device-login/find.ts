import { isIP } from "node:net";
import { findPendingLogin } from "@/db/account/device-login";
import type { Db } from "@/db/database";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { clientNetwork } from "@/lib/client-network";
import type { SlowDown } from "@/lib/session/throttle";
import { userAgentLabel } from "@/lib/user-agent-label";
import { parseUserCode, shownUserCode, userCodeDigest } from "./code";
import { startGuess } from "./throttle";

/** A login that waits for a decision, as a person sees it. */
export type ShownLogin = {
  /** As the terminal shows it, to be compared. */
  userCode: string;
  /** What the machine calls itself; empty where it does not say. */
  deviceName: string;
  address: string | null;
  /** Whether that is the network from which the person looks at it; null where the two cannot be compared. */
  isSameNetwork: boolean | null;
  /** What the client calls itself. */
  client: string | null;
  askedAt: string;
  /** What it asks for; null where it leaves that to the person. */
  scopes: readonly string[] | null;
};

export type FindLoginResult =
  | { status: "found"; login: ShownLogin }
  /** Mistyped, expired, or decided about already: this does not tell which. */
  | { status: "unknown_code" }
  | SlowDown;

/** The login that waits under a code that the signed-in person typed. A wrong one counts as a guess. Decides nothing. */
export async function findLogin(db: Db, principal: SessionPrincipal, typed: string): Promise<FindLoginResult> {
  const attempt = await startGuess(db, principal);
  if (attempt.status === "slow_down") return attempt;
  const userCode = parseUserCode(typed);
  const login = userCode === undefined ? undefined : await findPendingLogin(db, userCodeDigest(userCode));
  if (userCode === undefined || login === undefined) return { status: "unknown_code" };
  await attempt.succeeded(db);
  return {
    status: "found",
    login: {
      userCode: shownUserCode(userCode),
      deviceName: login.device_name,
      address: login.address,
      isSameNetwork: isSameNetwork(login.address, principal.client.address),
      client: userAgentLabel(login.user_agent) ?? null,
      askedAt: login.created_at.toISOString(),
      scopes: login.scopes,
    },
  };
}

/** A machine has an address of IPv4 and one of IPv6, which say nothing of each other: null. Pure. */
function isSameNetwork(one: string | null, other: string | null): boolean | null {
  if (one === null || other === null || isIP(one) !== isIP(other)) return null;
  return clientNetwork(one) === clientNetwork(other);
}
