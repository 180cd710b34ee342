import { grantedScopes, isFullAccess, RESOURCES, VERIFY } from "@/lib/authorization/scope";
import type { ActsAs } from "@/lib/authorization/strength";
import { clock, exactDate } from "@/lib/time/exact";
import { ACTS_AS_LABELS } from "../labels";

/** What a form says of a token's access, as far as it is filled in. */
export type SummaryFacts = {
  /** Undefined: not chosen yet. */
  scopes: readonly string[] | undefined;
  /** What it is limited to, by name; undefined: not chosen yet. */
  reach: "everything" | readonly string[] | undefined;
  /** null never; undefined: it cannot be read. */
  expires: Date | null | undefined;
  /** null for any. */
  networks: readonly string[] | null;
  /** Whose it will be; undefined for a personal one. */
  organisation: { name: string; actsAs: ActsAs } | undefined;
  timezone: string;
};

export type Summary =
  | { status: "incomplete"; sentence: string }
  | {
      status: "complete";
      sentence: string;
      /** What could go wrong, and what to do about it; undefined where nothing sticks out. */
      risk: string | undefined;
      /** Everything, and for ever. */
      isHighRisk: boolean;
    };

/** What a token will be able to do, in a sentence, with its risk. Pure. */
export function summariseToken(facts: SummaryFacts): Summary {
  const { scopes = [], reach = [], expires } = facts;
  const open = [
    ...(reach.length === 0 ? ["its reach"] : []),
    ...(scopes.length === 0 ? ["its scopes"] : []),
    ...(expires === undefined ? ["when it expires"] : []),
  ];
  if (open.length > 0 || expires === undefined) {
    return { status: "incomplete", sentence: `Choose ${listed(open)} to see what this token will be able to do.` };
  }
  const complete = { ...facts, scopes, reach, expires };
  return {
    status: "complete",
    sentence: `This token can ${doing(complete)}, ${from(facts.networks)}, ${until(complete)}.`,
    ...riskOf(complete),
  };
}

type Complete = SummaryFacts & {
  scopes: readonly string[];
  reach: "everything" | readonly string[];
  expires: Date | null;
};

function doing({ scopes, reach, organisation }: Complete): string {
  const isAll = scopes.includes("all");
  const place = isAll && reach === "everything" ? ", now and later" : ` ${placeOf(reach, organisation)}`;
  const does = isAll ? `do everything ${whoCan(organisation)} can` : phraseOf(scopes);
  // Full access is without it.
  return `${does}${place}${isAll && scopes.includes(VERIFY) ? ", and verify other people’s tokens" : ""}`;
}

function phraseOf(scopes: readonly string[]): string {
  const granted = grantedScopes(scopes);
  const writes = RESOURCES.filter((resource) => granted.has(`${resource}:write`));
  const reads = RESOURCES.filter((resource) => granted.has(`${resource}:read`) && !writes.includes(resource));
  const phrases = [
    ...(reads.length > 0 ? [`view ${listed(reads.map((resource) => NAMES[resource]))}`] : []),
    ...(writes.length > 0 ? [`change ${listed(writes.map((resource) => NAMES[resource]))}`] : []),
    ...(granted.has(VERIFY) ? ["verify other people’s tokens"] : []),
  ];
  return phrases.length === 0 ? "do nothing" : phrases.join(", and ");
}

const NAMES: Record<(typeof RESOURCES)[number], string> = {
  tokens: "access tokens",
  organisations: "organisations",
  applications: "applications",
  "environment-variables": "environment variables",
  deployments: "deployments",
};

function placeOf(reach: "everything" | readonly string[], organisation: SummaryFacts["organisation"]): string {
  if (reach === "everything") {
    return `in everything ${organisation === undefined ? "you can access" : `of ${organisation.name}`}, now and later`;
  }
  const [first = "", second, ...more] = reach;
  if (second === undefined) return `in ${first}`;
  return more.length === 0 ? `in ${first} and ${second}` : `in ${first} and ${more.length + 1} other places`;
}

function from(networks: readonly string[] | null): string {
  if (networks === null) return "from anywhere";
  return networks.length === 1 ? `only from ${networks[0]}` : `only from ${networks.length} networks`;
}

function until({ expires, timezone }: Complete): string {
  return expires === null
    ? "until it is revoked"
    : `until ${exactDate(expires, timezone)}, ${clock(expires, timezone)}`;
}

function riskOf({ scopes, reach, expires }: Complete) {
  const isEverything = reach === "everything" && isFullAccess(scopes);
  const isForEver = expires === null;
  if (!isEverything && !isForEver) return { risk: undefined, isHighRisk: false };
  // The sentence before it says what, from where and until when.
  const risk = `Anyone with its secret can ${isEverything ? "do all of this" : "use it"}${isForEver ? ", forever" : ""}.`;
  const advice = [
    ...(isEverything ? ["choose only the scopes it needs"] : []),
    ...(isForEver ? ["set an expiration date"] : []),
  ];
  return {
    risk: `${risk} ${upperFirst(listed(advice))}.`,
    isHighRisk: isEverything && isForEver,
  };
}

function whoCan(organisation: SummaryFacts["organisation"]): string {
  return organisation === undefined ? "you" : `${ACTS_AS_LABELS[organisation.actsAs]} of ${organisation.name}`;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `a`, `a and b`, `a, b and c`. */
function listed(texts: readonly string[]): string {
  const last = texts.at(-1) ?? "";
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(", ")} and ${last}`;
}
