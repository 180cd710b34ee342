import { searchReachable } from "@/db/application/reachable";
import type { Db } from "@/db/database";
import type { ReachChoice } from "@/lib/access-token/form/reach";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { reachOf } from "@/lib/authorization/reach";

const MOST = 20;

/**
 * What a person can limit a token to, of which the names have every word of `search`: whole organisations, applications and
 * environments, at most twenty of each. @param organisationId only within this one
 */
export async function findReachable(
  db: Db,
  principal: SessionPrincipal,
  search: string,
  organisationId?: string,
): Promise<ReachChoice[]> {
  const words = search.normalize("NFC").trim().toLowerCase().split(/\s+/).filter(Boolean);
  const organisations = principal.organisations.filter(
    ({ id }) => organisationId === undefined || id === organisationId,
  );
  const reach = reachOf({ ...principal, organisations });
  const wholes = organisations
    .filter(({ name }) => words.every((word) => name.normalize("NFC").toLowerCase().includes(word)))
    .slice(0, MOST)
    .map(({ id, name }) => ({ organisation: id, application: null, environment: null, names: [name] }));
  const rows = await searchReachable(db, reach, words, MOST);
  const parts = rows.map((row) => ({
    organisation: row.organisation_id,
    application: row.application_id,
    environment: row.environment_id,
    names: [row.organisation_name, row.application_name, row.environment_slug].filter((name) => name !== null),
  }));
  return [...wholes, ...parts];
}
