import type { Sentences } from "@/lib/action/sentence";
import { aRole } from "@/lib/organisation/member/roles";
import { ORGANISATION_REFUSALS } from "@/lib/organisation/refusals";
import type { CreateTokenResult } from "./create";
import type { EditTokenResult } from "./edit";
import { limitMessage } from "./quota";
import type { UndoRevokeResult } from "./revocation/undo";
import type { CancelPendingResult, EndOverlapResult, ExtendOverlapResult } from "./rotation/overlap";
import type { RotateTokenResult } from "./rotation/rotate";
import { UNDOABLE_FOR_MINUTES } from "./rotation/rotation";

const GONE = "The token is no longer there.";

const notForPeople = (refusal: { status: string }): never => {
  throw new Error(`only a calling token is refused with ${refusal.status}, and a person is signed in`);
};

const onlyWeaker = (refusal: { status: string }): never => {
  throw new Error(`narrowing a token cannot be refused with ${refusal.status}: it becomes weaker only`);
};

type WriteRefusal = Exclude<
  CreateTokenResult | EditTokenResult,
  { status: "created" | "edited" | "invalid" | "reauthentication_required" | "limit_reached" | "not_editable" }
>;

/** Why a token was not created or changed, where the form has no message of its own. */
export const WRITE_REFUSALS = {
  ...ORGANISATION_REFUSALS,
  not_found: GONE,
  exceeds_caller: notForPeople,
} as const satisfies Sentences<WriteRefusal>;

/** Why a token was not revoked. */
export const REVOKE_REFUSALS = {
  not_found: "The token is no longer there, or you may no longer manage it.",
} as const satisfies Sentences<{ status: "not_found" }>;

/** Why a revoke was not undone, and what can be done instead. */
export const UNDO_REFUSALS = {
  not_found: GONE,
  too_late: `The ${UNDOABLE_FOR_MINUTES} minutes in which a revoke can be undone are over. Create a new token instead.`,
  final:
    "This revoke is final: only one that you made yourself, and not for a leak, can be undone. Create a new token instead.",
  decided_above: ({ role }) =>
    `This token was revoked by ${aRole(role)} of the organisation: only one with that role, or whoever revoked it, can undo that.`,
  limit_reached: ({ limit }) => `${limitMessage(limit)} Revoke one that you no longer use, then undo this.`,
} as const satisfies Sentences<Exclude<UndoRevokeResult, { status: "undone" }>>;

type RotationRefusal =
  | Exclude<
      RotateTokenResult | EndOverlapResult | ExtendOverlapResult | CancelPendingResult,
      { status: "rotated" | "reauthentication_required" | "ended" | "extended" | "cancelled" }
    >
  | { status: "stored" };

/** Why the secrets of a token were not changed. */
export const ROTATION_REFUSALS = {
  not_found: GONE,
  not_rotatable: ({ detail }) => detail,
  invalid: ({ detail }) => detail,
  overlap_running:
    "Meanwhile an overlap has begun: the new secret is in use, and the old one still works. End the overlap first.",
  no_overlap: "The overlap has ended by now: the old secret no longer works.",
  no_pending: "No new secret waits any more: it was used, cancelled, or has lapsed.",
  stored: "Nothing was changed: this secret has been used, confirmed as stored, or replaced. Reload the page.",
  itself_not_allowed: notForPeople,
  maker_not_allowed: notForPeople,
  exceeds_caller: notForPeople,
} as const satisfies Sentences<RotationRefusal>;

/** Why a secret that a page showed was not confirmed as stored. */
export const STORED_REFUSALS = { not_found: "This secret has been replaced." } as const satisfies Sentences<{
  status: "not_found";
}>;

/** Why no token was found by its secret. */
export const FIND_REFUSALS = {
  mistyped: "A character is wrong or missing: copy the whole secret again.",
  not_a_secret: "This is not the secret of an access token.",
  not_found: "None of your tokens has this secret. It may be somebody else’s, or long gone.",
} as const satisfies Sentences<{ status: "mistyped" | "not_a_secret" | "not_found" }>;

/** Why a token was not narrowed to what it uses. Narrowing makes it weaker only, so nothing else can be refused. */
export const NARROW_REFUSALS = {
  not_found: GONE,
  nothing_used: "Nothing of what it may do was used: it would be left without a scope.",
  nothing_to_narrow: "By now it has no scope that is not in use.",
  not_editable: ({ detail }) => detail,
  limit_reached: onlyWeaker,
  exceeds_caller: onlyWeaker,
} as const satisfies Sentences<
  | { status: "not_found" | "nothing_used" | "nothing_to_narrow" | "limit_reached" | "exceeds_caller" }
  | { status: "not_editable"; detail: string }
>;
