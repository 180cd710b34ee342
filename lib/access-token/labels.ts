import { PERSONAL_SCOPES, RESOURCES, VERIFY } from "@/lib/authorization/scope";
import type { ActsAs } from "@/lib/authorization/strength";
import type { Purpose } from "./purpose";

/** The labels of purposes, in the order of the select. */
export const PURPOSE_CHOICES: readonly { value: Purpose; words: string }[] = [
  { value: "local_development", words: "Local development" },
  { value: "ci_pipeline", words: "CI pipeline" },
  { value: "shared_environment", words: "Shared environment" },
  { value: "automation", words: "Automation" },
  { value: "other", words: "Other" },
];

/** The label of a purpose; the text itself for an unknown one. */
export function purposeLabel(purpose: string): string {
  return PURPOSE_CHOICES.find(({ value }) => value === purpose)?.words ?? purpose;
}

type ResourceLabels = { name: string; read: string; write: string };

const RESOURCE_LABELS: Record<(typeof RESOURCES)[number], ResourceLabels> = {
  tokens: {
    name: "Tokens",
    read: "See your access tokens, without their secrets",
    write: "Create, edit, rotate and revoke access tokens within its own scopes",
  },
  organisations: {
    name: "Organisations",
    read: "See organisations, their members and teams",
    write: "Change members, teams, invitations and policy",
  },
  applications: {
    name: "Applications",
    read: "See applications and their environments",
    write: "Create, change and delete applications and environments",
  },
  "environment-variables": {
    name: "Environment variables",
    read: "Read variables; sensitive values stay hidden",
    write: "Set and delete variables",
  },
  deployments: {
    name: "Deployments",
    read: "See deployments and their logs",
    write: "Start deployments and report their progress",
  },
};

/** The role that an organisation's token acts with. */
export const ACTS_AS_LABELS: Record<ActsAs, string> = { admin: "an admin", member: "a member", guest: "a guest" };

/** What the two scopes of a resource let a token do. @param actsAs of an organisation's token, of which nothing is "yours" */
export function resourceLabels(resource: (typeof RESOURCES)[number], actsAs: ActsAs | null): ResourceLabels {
  const words = RESOURCE_LABELS[resource];
  return actsAs === null ? words : { ...words, ...OF_ORGANISATION[resource] };
}

const OF_ORGANISATION: { [Resource in (typeof RESOURCES)[number]]?: Partial<ResourceLabels> } = {
  tokens: { read: "See the organisation’s tokens that it can manage, without their secrets" },
  organisations: { read: "See the organisation, its members and teams" },
};

/**
 * One scope as a sentence without its full stop; undefined for one that this code does not know and that grants nothing.
 * @param actsAs the role of an organisation's token, which acts for no person; null for a personal one
 */
export function scopeSentence(scope: string, actsAs: ActsAs | null): string | undefined {
  if (scope === "all") {
    return actsAs === null
      ? "Everything you can do, now and later"
      : `Everything that ${ACTS_AS_LABELS[actsAs]} can do there, now and later`;
  }
  if (scope === VERIFY) return "Check other people’s tokens";
  const resource = RESOURCES.find((name) => scope === `${name}:read` || scope === `${name}:write`);
  if (resource === undefined) return undefined;
  return resourceLabels(resource, actsAs)[scope.endsWith(":write") ? "write" : "read"];
}

/** A label short enough for a table: `Full access`, or the first scopes by name and how many more there are. */
export function summariseScopes(scopes: readonly string[], atMost = 1): { names: string[]; more: number } {
  if (scopes.includes("all")) {
    // It is without verify, which may stand beside it.
    const granted = ["Full access", ...scopes.filter((scope) => scope === VERIFY)];
    return { names: granted.slice(0, atMost), more: Math.max(0, granted.length - atMost) };
  }
  const known = PERSONAL_SCOPES.filter((scope) => scopes.includes(scope));
  const unknown = scopes.filter((scope) => !PERSONAL_SCOPES.includes(scope));
  const all = [...known, ...unknown];
  return { names: all.slice(0, atMost), more: Math.max(0, all.length - atMost) };
}
