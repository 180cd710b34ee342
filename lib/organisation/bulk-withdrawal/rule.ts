import type { BulkWithdrawalRule } from "@/db/organisation/token-filter";
import { UNDOABLE_FOR_MINUTES } from "@/lib/access-token/rotation/rotation";
import type { Principal } from "@/lib/authorization/principal";
import type { BulkWithdrawalInput } from "./input";

/** The tokens that a bulk withdrawal applies to. The calling token stays, as the signed-in person stays signed in. */
export function ruleOf(principal: Principal, input: BulkWithdrawalInput): BulkWithdrawalRule {
  return {
    madeBefore: input.made_before,
    includesPersonal: input.personal,
    includesOrganisation: input.organisation,
    undoableMinutes: UNDOABLE_FOR_MINUTES,
    ...(principal.type === "token" ? { exceptTokenId: principal.token.id } : {}),
  };
}

/** Why a bulk withdrawal cannot be made, as a sentence for its field; undefined when it can. */
export function refuseMoment(madeBefore: Date, now: Date): string | undefined {
  return madeBefore > now ? "The time must not be in the future." : undefined;
}
