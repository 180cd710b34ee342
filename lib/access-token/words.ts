import type { Purpose } from "./policy";
import { PERSONAL_SCOPES, RESOURCES } from "./scope";

/** What a purpose is called, in the order in which it is offered. */
export const PURPOSE_CHOICES: readonly { value: Purpose; words: string }[] = [
  { value: "local_development", words: "Local development" },
  { value: "ci_pipeline", words: "CI pipeline" },
  { value: "shared_environment", words: "Shared environment" },
  { value: "automation", words: "Automation" },
  { value: "other", words: "Other" },
];

/** The words of a purpose; the text itself where there is none of that name. */
export function purposeWords(purpose: string): string {
  return PURPOSE_CHOICES.find(({ value }) => value === purpose)?.words ?? purpose;
}

type ResourceWords = { name: string; read: string; write: string };

/** What the two scopes of a resource let a token do. */
export const RESOURCE_WORDS: Record<(typeof RESOURCES)[number], ResourceWords> = {
  tokens: {
    name: "Tokens",
    read: "List your access tokens, without their secrets",
    write: "Make, edit, rotate and revoke access tokens within its own scopes",
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
    read: "Read variables; the value of a sensitive one stays hidden",
    write: "Set and delete variables",
  },
  deployments: {
    name: "Deployments",
    read: "See deployments and their logs",
    write: "Start deployments and report how they go",
  },
};

/** One scope as a sentence without its full stop; undefined for one that this code does not know and that grants nothing. */
export function scopeSentence(scope: string): string | undefined {
  if (scope === "all") return "Everything you can do, now and later";
  const resource = RESOURCES.find((name) => scope === `${name}:read` || scope === `${name}:write`);
  if (resource === undefined) return undefined;
  return scope.endsWith(":write") ? RESOURCE_WORDS[resource].write : RESOURCE_WORDS[resource].read;
}

/** What fits into a table: `Full access`, or the first scopes by name and how many more there are. */
export function summariseScopes(scopes: readonly string[], atMost = 1): { names: string[]; more: number } {
  if (scopes.includes("all")) return { names: ["Full access"], more: 0 };
  const known = PERSONAL_SCOPES.filter((scope) => scopes.includes(scope));
  const unknown = scopes.filter((scope) => !PERSONAL_SCOPES.includes(scope));
  const all = [...known, ...unknown];
  return { names: all.slice(0, atMost), more: Math.max(0, all.length - atMost) };
}
