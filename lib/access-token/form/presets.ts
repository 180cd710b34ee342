import { VERIFY } from "@/lib/authorization/scope";
import { PURPOSES, type Purpose } from "../purpose";

/** What is chosen of a token's access so far; undefined: nothing yet. `ticked` counts only for chosen scopes. */
export type AccessChoice = {
  access: "all" | "chosen" | undefined;
  ticked: ReadonlySet<string>;
  reach: "everything" | "limited" | undefined;
};

/** The scopes that a token for a purpose usually needs: few, and limited to what is chosen. None where nobody can know. */
const PRESETS: Record<Purpose, { of: string; scopes: readonly string[] } | undefined> = {
  local_development: {
    of: "local development",
    scopes: ["applications:read", "environment-variables:read", "deployments:read"],
  },
  ci_pipeline: { of: "a CI pipeline", scopes: ["applications:read", "deployments:write"] },
  shared_environment: { of: "a shared environment", scopes: ["applications:read", "environment-variables:read"] },
  automation: { of: "automation", scopes: ["applications:read", "deployments:read"] },
  other: undefined,
};

/** The suggestion for a purpose; undefined where there is none. */
export function presetOf(purpose: string): { of: string; scopes: readonly string[] } | undefined {
  const known = PURPOSES.find((name) => name === purpose);
  return known && PRESETS[known];
}

/** Whether the suggestion for a purpose is what is chosen. */
export function isSuggested({ access, ticked, reach }: AccessChoice, purpose: string): boolean {
  const preset = presetOf(purpose);
  return preset !== undefined && reach === "limited" && access === "chosen" && holdsJust(ticked, preset.scopes);
}

/** The suggestion for a purpose in place of whatever is chosen; the choice itself where there is none. */
export function withSuggestion(choice: AccessChoice, purpose: string): AccessChoice {
  const preset = presetOf(purpose);
  if (preset === undefined) return choice;
  return { access: "chosen", ticked: withVerify(preset.scopes, choice.ticked), reach: "limited" };
}

/**
 * The choice once another purpose is chosen: its suggestion fills in what nobody has chosen yet, and takes the place of the suggestion
 * before it. What somebody chose stays. Pure.
 */
export function afterPurpose(choice: AccessChoice, before: string, purpose: string): AccessChoice {
  const preset = presetOf(purpose);
  if (preset === undefined) return choice;
  const previous = presetOf(before);
  const isOpen =
    choice.access === undefined ||
    (choice.access === "chosen" && previous !== undefined && holdsJust(choice.ticked, previous.scopes));
  const limited: AccessChoice = { ...choice, reach: choice.reach ?? "limited" };
  return isOpen ? { ...limited, access: "chosen", ticked: withVerify(preset.scopes, choice.ticked) } : limited;
}

// It is granted beside any scopes, and no purpose says whether it is needed.
function withVerify(scopes: readonly string[], ticked: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(ticked.has(VERIFY) ? [...scopes, VERIFY] : scopes);
}

function holdsJust(ticked: ReadonlySet<string>, scopes: readonly string[]): boolean {
  return ticked.size - (ticked.has(VERIFY) ? 1 : 0) === scopes.length && scopes.every((scope) => ticked.has(scope));
}
