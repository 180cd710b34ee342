import { TEXT_FIELD_NAMES } from "@/lib/access-token/fields";
import { VERIFY } from "@/lib/authorization/scope";
import { resolveExpiration } from "./expiration-choice";
import { readNetworks } from "./networks";
import { readLimit } from "./reach";
import { refuseNetworks } from "./refuse-networks";

/** A form's values in the shape of the API's JSON, still to be parsed by its schema; or what cannot even be read. */
export type ReadForm =
  | { status: "read"; json: Record<string, unknown> }
  | { status: "invalid"; fields: Record<string, string[]> };

/**
 * Read the form of the dialogs to create and to edit. Durations count from `now`, and a date and time of one's own is a reading
 * of the clocks in `timezone`. Fields that are not in the form are not in the JSON.
 */
export function readTokenForm(form: FormData, now: Date, timezone: string): ReadForm {
  const expires = resolveExpiration(
    { expiration: text(form, "expiration"), local: text(form, "expires_local") },
    now,
    timezone,
  );
  if (text(form, "reach") === "limited" && !form.has("limit") && !form.has("emptied")) {
    return { status: "invalid", fields: { limits: ["Choose at least one organisation, application or environment."] } };
  }
  if (expires.status === "invalid") return { status: "invalid", fields: { expiration_date: [expires.message] } };
  const networkRefusals = text(form, "from") === "listed" ? refuseNetworks(text(form, "networks")) : [];
  if (networkRefusals.length > 0) return { status: "invalid", fields: { allowed_networks: networkRefusals } };
  return {
    status: "read",
    json: {
      ...readTexts(form),
      purpose: text(form, "purpose"),
      scopes: readScopes(form),
      may_rotate_itself: form.get("may_rotate_itself") === "on",
      ...readReach(form),
      ...readAssignment(form),
      ...(form.has("from")
        ? { allowed_networks: text(form, "from") === "any" ? null : readNetworks(text(form, "networks")) }
        : {}),
      ...(expires.status === "keep"
        ? {}
        : { expiration_date: expires.status === "at" ? expires.at.toISOString() : null }),
    },
  };
}

/** What is not chosen in the form of a new token, which gets nothing by default; empty where all is. */
export function findUnchosen(form: FormData): Record<string, string[]> {
  const hasScopes = form.has("access") || form.has("scopes");
  return {
    ...(form.has("reach") ? {} : { limits: ["Choose what this token can access."] }),
    ...(hasScopes ? {} : { scopes: ["Choose full access, or only some scopes."] }),
  };
}

/** The texts that the form has: one of a page that is older than a field leaves that field as it is. */
function readTexts(form: FormData): Record<string, string> {
  const present = TEXT_FIELD_NAMES.filter((name) => form.has(name));
  // Browsers send line breaks of a form as CR LF, whatever was typed.
  return Object.fromEntries(present.map((name) => [name, text(form, name).replaceAll("\r\n", "\n")]));
}

/** The token's owner, its role, and its assignment: the other assignments become null. */
function readAssignment(form: FormData): Record<string, unknown> {
  if (!form.has("organisation")) return {};
  const assigned = ASSIGNED.find((name) => name === text(form, "assigned"));
  return {
    organisation: text(form, "organisation"),
    acts_as: text(form, "acts_as"),
    team: null,
    application: null,
    workflow: null,
    ...(assigned === undefined ? {} : { [assigned]: text(form, assigned) }),
  };
}

const ASSIGNED = ["team", "application", "workflow"] as const;

function readReach(form: FormData): { limits?: unknown } {
  if (!form.has("reach")) return {};
  if (text(form, "reach") === "everything") return { limits: null };
  // Limits to things that are gone stay as they are, and cannot be chosen.
  if (!form.has("limit")) return {};
  return { limits: form.getAll("limit").flatMap((limit) => (typeof limit === "string" ? readLimit(limit) : [])) };
}

function readScopes(form: FormData): string[] {
  const ticked = form.getAll("scopes").filter((scope) => typeof scope === "string");
  // Full access is without verify, which is ticked beside it.
  return text(form, "access") === "all" ? ["all", ...ticked.filter((scope) => scope === VERIFY)] : ticked;
}

// Our form never sends a file in place of a text.
function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
