import type { Offer } from "@/components/list/filter-control";
import { listApplications } from "@/db/application/application";
import { db } from "@/db/database";
import { listMemberPage } from "@/db/organisation/member";
import { personName } from "@/lib/access-token/json";
import type { PrincipalOrganisation, SessionPrincipal } from "@/lib/authorization/principal";
import { reachOf } from "@/lib/authorization/reach";
import type { ActivityQuery } from "./query";

// Nobody looks through a longer list; the pages of the others link here.
const TO_CHOOSE = 500;

/** What the activity can be narrowed to: the people, for those who see what people did, and the applications that the reader sees. */
export async function findOffers(
  principal: SessionPrincipal,
  organisation: PrincipalOrganisation,
  query: ActivityQuery,
  seesAll: boolean,
): Promise<Record<"person" | "application" | "token", Offer[]>> {
  const [people, applications] = await Promise.all([
    seesAll ? listMemberPage(db, organisation.id, {}, { limit: TO_CHOOSE, offset: 0 }) : undefined,
    listApplications(db, {
      reach: reachOf(principal),
      filter: { organisationId: organisation.id },
      order: { field: "name", descending: false },
      limit: TO_CHOOSE,
      offset: 0,
    }),
  ]);
  return {
    person: (people?.rows ?? []).map(({ id, email, first_name: firstName, last_name: lastName }) => ({
      value: id,
      words: personName({ email, firstName, lastName }),
    })),
    application: applications.rows.map(({ id, name }) => ({ value: id, words: name })),
    // A notice of a leak leads here. The entries say which token it is, to those who may know it.
    token: query.token === undefined ? [] : [{ value: query.token, words: "One token and what it created" }],
  };
}
