import { type FailureRule, forgiveAttempt, reserveAttempt } from "@/db/account/sign-in-failure";
import type { Db } from "@/db/database";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { clientNetwork } from "@/lib/client-network";
import { type Attempt, keyed, type SlowDown } from "@/lib/session/throttle";
import { inTurn } from "./in-turn";

// A code is mistyped a few times, not ten. Then a guesser waits up to a quarter of an hour, which is as long as a code lives: some
// dozen guesses at one in 2^34.
const GUESSES: FailureRule = { free: 10, firstWaitSeconds: 5, longestWaitSeconds: 900, forgetOneAfterSeconds: 360 };

/** Ask for permission to try one user code, in a session and from its network address. @throws Busy */
export async function startGuess(db: Db, principal: SessionPrincipal): Promise<Attempt | SlowDown> {
  return await inTurn(() => reserveGuess(db, principal));
}

async function reserveGuess(db: Db, { session, client }: SessionPrincipal): Promise<Attempt | SlowDown> {
  const addressKey = keyed("device-address", clientNetwork(client.address) ?? "unknown");
  const sessionKey = keyed("device-session", session.id);
  const byAddress = await reserveAttempt(db, addressKey, GUESSES);
  if ("retryAt" in byAddress) return { status: "slow_down", ...byAddress };
  const bySession = await reserveAttempt(db, sessionKey, GUESSES);
  if ("retryAt" in bySession) {
    await forgiveAttempt(db, addressKey);
    return { status: "slow_down", ...bySession };
  }
  return {
    status: "allowed",
    succeeded: async (inTransaction) => {
      await forgiveAttempt(inTransaction, addressKey);
      await forgiveAttempt(inTransaction, sessionKey);
    },
  };
}
