import type { LogChoice } from "@/components/activity/filters";
import { listApplications } from "@/db/application/application";
import { db } from "@/db/database";
import { listMemberPage } from "@/db/organisation/member";
import { personName } from "@/lib/access-token/json";
import { ORGANISATION_ACTIVITY_KINDS } from "@/lib/activity/organisation/kind";
import { extentOf } from "@/lib/authorization/permission";
import type { PrincipalOrganisation, SessionPrincipal } from "@/lib/authorization/principal";
import { reachOf } from "@/lib/authorization/reach";
import type { OrganisationActivityQuery } from "./query";

// More than that nobody looks through in a list: their own pages lead here.
const TO_CHOOSE = 500;

/** What the activity can be narrowed to: kinds, the people for whoever sees what they did, and the applications that one sees. */
export async function findChoices(
  principal: SessionPrincipal,
  organisation: PrincipalOrganisation,
  query: OrganisationActivityQuery,
): Promise<LogChoice[]> {
  const seesAll = extentOf(organisation.role, "see_activity") === "all";
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
  const kinds: LogChoice = {
    name: "kind",
    label: "Filter by kind",
    every: "Everything",
    value: query.kind,
    options: ORGANISATION_ACTIVITY_KINDS.map(({ kind, words }) => ({ value: kind, words })),
  };
  const byPerson: LogChoice = {
    name: "person",
    label: "Filter by person",
    every: "Everybody",
    value: query.person,
    options: (people?.rows ?? []).map(({ id, email, first_name: firstName, last_name: lastName }) => ({
      value: id,
      words: personName({ email, firstName, lastName }),
    })),
  };
  const byApplication: LogChoice = {
    name: "application",
    label: "Filter by application",
    every: "Every application",
    value: query.application,
    options: applications.rows.map(({ id, name }) => ({ value: id, words: name })),
  };
  // A notice of a leak leads here. Which token it is stands in the entries, for whoever may know it.
  const byToken: LogChoice = {
    name: "token",
    label: "Filter by token",
    every: "Every token",
    value: query.token,
    options: query.token === undefined ? [] : [{ value: query.token, words: "One token and what it made" }],
  };
  return [kinds, ...(seesAll ? [byPerson] : []), byApplication, ...(query.token === undefined ? [] : [byToken])];
}
