import { TEXT_FIELD_NAMES, type TextFieldName, type Texts, textField } from "@/lib/access-token/fields";
import { quoted, textInputs } from "@/lib/access-token/input";
import type { LimitJson } from "@/lib/access-token/json";
import { PURPOSE_CHOICES } from "@/lib/access-token/labels";
import { PERSONAL_SCOPES } from "@/lib/authorization/scope";
import type { SearchParams } from "@/lib/list/definition";
import { toLocal } from "@/lib/time/local";
import { parseDuration } from "./expiration-choice";

/**
 * What the fields of the form hold. `scopes` is `["all"]` for full access, otherwise what is ticked. What a token can do is chosen by
 * a person: of a new one `scopes` and `limits` are undefined until then.
 */
export type TokenFormValues = Texts & {
  purpose: string;
  scopes: readonly string[] | undefined;
  mayRotateItself: boolean;
  /** null for everything, now and later. */
  limits: readonly LimitJson[] | null | undefined;
  /** null for any. */
  networks: readonly string[] | null;
  /** `30d`, `custom`, `never`, or `keep`: as it is. */
  expiration: string;
  /** For `custom`: what the clocks of the profile's timezone show, `2026-12-24T18:00`. */
  local: string;
};

/** `ignored` are sentences about what the link said and cannot be filled in. */
export type Prefill = { values: Partial<TokenFormValues>; given: boolean; ignored: string[] };

const PARTS = ["organisation", "application", "environment"] as const;
const NAMES: readonly string[] = ["create", ...TEXT_FIELD_NAMES, "purpose", "expires_in", "scopes", ...PARTS];
// What a link cannot say, under each name that people try.
const NETWORKS = /^(allowed_?)?(ip_?)?(networks?|addresse?s?|ips?)$/;

/** What a link asks to limit a token to, by uuid as it stands there. */
export type AskedReach = Record<(typeof PARTS)[number], readonly string[]>;

/**
 * What a link fills in (`?create=1&label=…&purpose=…&expires_in=30d&scopes=a,b&application=…`), or undefined when it does not
 * open the form. Following a link never creates anything: unusable parts are left out and named, so that nobody unknowingly
 * submits something other than the link said.
 */
export function parsePrefill(given: SearchParams, timezone: string): Prefill | undefined {
  const { params, unknown } = understood(given);
  if (first(params.create) === undefined) return undefined;
  const ignored: string[] = [];
  const values = {
    ...readTexts(params, ignored),
    ...readPurpose(first(params.purpose), ignored),
    ...readExpiresIn(first(params.expires_in), timezone, ignored),
    ...readScopes(params.scopes, unknown.length > 0, ignored),
    ...readNetworks(unknown),
  };
  for (const part of PARTS) {
    if (params[part] !== undefined && list(params[part]).length === 0) ignored.push(`The link has no ${part}.`);
  }
  for (const name of unknown) ignored.push(`The parameter ${quoted(name)} does not exist.`);
  return { values, given: Object.keys(values).length > 0 || ignored.length > 0, ignored };
}

/**
 * What a link asks to limit the token to; undefined where it says nothing of that. One that names nothing, `&application=` of a
 * variable that was not set, limits the token to nothing: it is never taken for everything.
 */
export function parseAskedReach(given: SearchParams): AskedReach | undefined {
  const { params } = understood(given);
  const asked = {
    organisation: list(params.organisation),
    application: list(params.application),
    environment: list(params.environment),
  };
  return PARTS.every((part) => params[part] === undefined) ? undefined : asked;
}

/** Scopes that a link asks to add to a token: the ones that exist, in their order. */
export function parseAddScopes(params: SearchParams): string[] {
  const asked = list(params.add_scopes);
  return PERSONAL_SCOPES.filter((scope) => scope !== "all" && asked.includes(scope));
}

/**
 * A link's parameters by the names that they have here, whether these are written as one or several, in capitals or with the
 * brackets of a list: `Scope`, `applications`, `application[]`. And the names that mean nothing here, as they stand there.
 */
function understood(given: SearchParams): { params: SearchParams; unknown: string[] } {
  const values = new Map<string, string[]>();
  const unknown: string[] = [];
  for (const [name, value = ""] of Object.entries(given)) {
    const plain = name.toLowerCase().replace(/\[\d*\]$/, "");
    const known = [plain, `${plain}s`, plain.replace(/s$/, "")].find((one) => NAMES.includes(one));
    if (known === undefined) unknown.push(name);
    else values.set(known, [...(values.get(known) ?? []), ...[value].flat()]);
  }
  return { params: Object.fromEntries(values), unknown };
}

function readTexts(params: SearchParams, ignored: string[]): Partial<Texts> {
  const texts: Partial<Record<TextFieldName, string | null>> = {};
  for (const name of TEXT_FIELD_NAMES) {
    const asked = first(params[name]);
    if (asked === undefined || asked.trim() === "") continue;
    const parsed = textInputs[name].safeParse(asked);
    if (parsed.success) texts[name] = parsed.data;
    else {
      const message = parsed.error.issues[0]?.message ?? "it can't be used.";
      ignored.push(`The ${textField(name).words.toLowerCase()}: ${message}`);
    }
  }
  // Each was parsed by its own schema.
  return texts as Partial<Texts>;
}

function readPurpose(purpose: string | undefined, ignored: string[]): Partial<TokenFormValues> {
  if (purpose === undefined) return {};
  if (PURPOSE_CHOICES.some(({ value }) => value === purpose)) return { purpose };
  ignored.push(`The purpose ${quoted(purpose)} does not exist.`);
  return {};
}

function readExpiresIn(asked: string | undefined, timezone: string, ignored: string[]): Partial<TokenFormValues> {
  if (asked === undefined) return {};
  if (asked === "never" || parseDuration(asked) !== undefined) return { expiration: asked };
  // A day, or a moment with its offset: anything else would mean another time for every reader.
  const isDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/i.test(asked);
  const at = new Date(asked);
  if (isDate && !Number.isNaN(at.getTime())) {
    return { expiration: "custom", local: asked.length === 10 ? `${asked}T00:00` : toLocal(at, timezone) };
  }
  ignored.push(`${quoted(asked)} is not an expiration. Use 12h, 30d, never, or a date.`);
  return {};
}

/** A link that wanted to limit the networks, and said so in a way that nobody reads, ends in none rather than in any. */
function readNetworks(unknown: readonly string[]): Partial<TokenFormValues> {
  return unknown.some((name) => NETWORKS.test(name.toLowerCase().replace(/\[\d*\]$/, ""))) ? { networks: [] } : {};
}

/** @param hasUnknown whether the link says more than is understood: that may be what limits the token */
function readScopes(
  asked: string | string[] | undefined,
  hasUnknown: boolean,
  ignored: string[],
): Partial<TokenFormValues> {
  if (asked === undefined) return {};
  const scopes = list(asked);
  if (scopes.length === 0) ignored.push("The link has no scopes.");
  for (const scope of scopes)
    if (!PERSONAL_SCOPES.includes(scope)) ignored.push(`The scope ${quoted(scope)} does not exist.`);
  if (scopes.includes("all") && !hasUnknown) return { scopes: ["all"] };
  // An empty rest is still a list: a link that asked for less than everything never ends in full access.
  return { scopes: PERSONAL_SCOPES.filter((scope) => scope !== "all" && scopes.includes(scope)) };
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function list(value: string | string[] | undefined): string[] {
  const texts = Array.isArray(value) ? value : [value ?? ""];
  return [...new Set(texts.flatMap((text) => text.split(/[\s,]+/)).filter((text) => text !== ""))];
}
