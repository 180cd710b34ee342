import type { Client } from "../../client/client";
import { findApplication, findEnvironment, findOrganisation } from "../../client/find";
import type { Limit } from "../../client/types";
import { usageFailure } from "../../failure";
import { expirationOf } from "../../output/time";

/** The options that `create` and `edit` have in common. */
export type FieldOptions = {
  label?: string;
  purpose?: string;
  description?: string;
  expires?: string;
  scope?: string[];
  limit?: string[];
  everything?: boolean;
  network?: string[];
  anywhere?: boolean;
  rotateItself?: boolean;
};

/** What was given, as the API takes it; what was not given is absent. */
export async function fieldsOf(client: Client, options: FieldOptions, now: Date): Promise<Record<string, unknown>> {
  const { label, purpose, description, expires, scope, limit, everything, network, anywhere, rotateItself } = options;
  if (limit !== undefined && everything) throw usageFailure("A token is limited or can access everything, not both.");
  if (network !== undefined && anywhere)
    throw usageFailure("A token works from named networks or from anywhere, not both.");
  return {
    ...(label === undefined ? {} : { label }),
    ...(purpose === undefined ? {} : { purpose: purpose.replaceAll(/[ -]/g, "_") }),
    ...(description === undefined ? {} : { description }),
    ...(expires === undefined ? {} : { expiration_date: expirationFrom(expires, now) }),
    ...(scope === undefined ? {} : { scopes: scope }),
    ...(everything ? { limits: null } : {}),
    ...(limit === undefined ? {} : { limits: await limitsOf(client, limit) }),
    ...(anywhere ? { allowed_networks: null } : {}),
    ...(network === undefined ? {} : { allowed_networks: network }),
    ...(rotateItself === undefined ? {} : { may_rotate_itself: rotateItself }),
  };
}

function expirationFrom(text: string, now: Date): string | null {
  const found = expirationOf(text, now);
  if (found === undefined) {
    throw usageFailure(`“${text}” is not an expiration.`, "Use 30d, 12h, 2027-03-31, a date and time, or never.");
  }
  return found;
}

/** `ORGANISATION`, `ORGANISATION/APPLICATION` or `ORGANISATION/APPLICATION/ENVIRONMENT`, by their slugs. */
async function limitsOf(client: Client, paths: readonly string[]): Promise<Limit[]> {
  if (paths.length === 0)
    throw usageFailure(
      "--limit is empty.",
      "Write ORGANISATION, ORGANISATION/APPLICATION or ORGANISATION/APPLICATION/ENVIRONMENT.",
    );
  const limits: Limit[] = [];
  for (const path of paths) limits.push(await limitOf(client, path));
  return limits;
}

async function limitOf(client: Client, path: string): Promise<Limit> {
  const parts = path.split("/");
  const [organisation = "", application] = parts;
  if (parts.length > 3 || parts.includes("")) throw usageFailure(`“${path}” is not a limit.`);
  const { uuid } = await findOrganisation(client, organisation);
  if (application === undefined) return { organisation: uuid };
  const found = await findApplication(client, parts.slice(0, 2).join("/"));
  if (parts.length === 2) return { organisation: uuid, application: found.uuid };
  const environment = await findEnvironment(client, path);
  return { organisation: uuid, application: found.uuid, environment: environment.uuid };
}
