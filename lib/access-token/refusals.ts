import type { Sentences } from "@/lib/action/sentence";
import { atLeast } from "@/lib/organisation/member/roles";
import { ORGANISATION_REFUSALS } from "@/lib/organisation/refusals";
import type { CreateTokenResult } from "./create";
import type { EditTokenResult } from "./edit";
import { limitMessage } from "./quota";
import type { UndoRevokeResult } from "./revocation/undo";
import type { CancelPendingResult, EndOverlapResult, ExtendOverlapResult } from "./rotation/overlap";
import type { RotateTokenResult } from "./rotation/rotate";
import { UNDOABLE_FOR_MINUTES } from "./rotation/rotation";

const GONE = "This token no longer exists.";

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
  not_found: "This token no longer exists, or you can no longer manage it.",
} as const satisfies Sentences<{ status: "not_found" }>;

/** Why a revoke was not undone, and what can be done instead. */
export const UNDO_REFUSALS = {
  not_found: GONE,
  too_late: `A revoke can be undone only for ${UNDOABLE_FOR_MINUTES} minutes. Create a new token instead.`,
  final:
    "This revoke is final. You can only undo your own revokes, and not those for a leak. Create a new token instead.",
  decided_above: ({ role }) =>
    `Only the person who revoked this token, or ${atLeast(role)} of the organisation, can undo it.`,
  limit_reached: ({ limit }) => `${limitMessage(limit)} Revoke one you no longer use, then undo this.`,
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
    "An overlap has started: the new secret is in use, and the old one still works. End the overlap first.",
  no_overlap: "The overlap has ended: the old secret no longer works.",
  no_pending: "No new secret is waiting: it was used or cancelled, or it lapsed.",
  stored: "Nothing was changed: this secret was already used, confirmed as stored, or replaced. Reload the page.",
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
  not_found: "None of your tokens has this secret. It may belong to someone else, or its token no longer exists.",
} as const satisfies Sentences<{ status: "mistyped" | "not_a_secret" | "not_found" }>;

/** Why a token was not narrowed to what it uses. Narrowing makes it weaker only, so nothing else can be refused. */
export const NARROW_REFUSALS = {
  not_found: GONE,
  nothing_used: "None of its scopes was used, so it would be left without a scope.",
  nothing_to_narrow: "All of its scopes are in use.",
  not_editable: ({ detail }) => detail,
  limit_reached: onlyWeaker,
  exceeds_caller: onlyWeaker,
} as const satisfies Sentences<
  | { status: "not_found" | "nothing_used" | "nothing_to_narrow" | "limit_reached" | "exceeds_caller" }
  | { status: "not_editable"; detail: string }
>;
