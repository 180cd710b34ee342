import type { Db } from "@/db/database";
import { findNeedyTokens as findRows, type NeedyToken, type NeedyTokens } from "@/db/organisation-token-attention";
import { personName } from "@/lib/access-token/json";
import type { Principal, PrincipalOrganisation } from "@/lib/principal";
import { sightOf } from "./sight";

const SHOWN = 6;

/** The tokens of an organisation that ask for a look, of those that the principal sees there. */
export async function findNeedyTokens(
  db: Db,
  principal: Principal,
  organisation: PrincipalOrganisation,
): Promise<NeedyTokens> {
  return await findRows(db, sightOf(principal, organisation), SHOWN);
}

/** Whose such a token is: a person's name, or undefined for the organisation's own. */
export function ownerOf(token: NeedyToken): string | undefined {
  if (token.user_id === null) return undefined;
  return personName({
    firstName: token.owner_first_name ?? "",
    lastName: token.owner_last_name ?? "",
    email: token.owner_email ?? "",
  });
}
