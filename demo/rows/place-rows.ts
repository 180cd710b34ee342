import type { NewRow } from "@/db/database";
import { clientRow } from "@/demo/tokens/clients";
import { browserOf } from "./account-rows";
import { ORGANISATIONS } from "./organisations";
import { PEOPLE } from "./people";
import type { Chance } from "./random";
import { known, type Names, workingHour } from "./token-rows";

type Users = Names["users"];

/** The rows of the organisations and everything in them, with their names in the demo's data. */
export function placeRows(platformName: string, users: Users, now: Date, luck: Chance) {
  const rows = {
    organisations: [] as (NewRow<"organisation"> & { id: string })[],
    teams: [] as (NewRow<"team"> & { id: string })[],
    applications: [] as NewRow<"application">[],
    environments: [] as NewRow<"environment">[],
    activity: [] as NewRow<"activity">[],
  };
  const places = new Map<string, Names["places"] extends ReadonlyMap<string, infer Place> ? Place : never>();
  const made = (daysAgo: number) => {
    const created_at = workingHour(now, daysAgo, luck);
    return { id: luck.uuidAt(created_at), created_at };
  };
  for (const { slug, name = platformName, madeDaysAgo, by, teams, applications } of ORGANISATIONS) {
    const organisation = { ...made(madeDaysAgo), name, slug, is_platform: slug === "platform" };
    rows.organisations.push(organisation);
    rows.activity.push(creation(organisation, { name: by, id: known(users, by) }, luck));
    for (const team of teams) {
      rows.teams.push({ ...made(madeDaysAgo - 1), organisation_id: organisation.id, name: team });
    }
    for (const { environments, madeDaysAgo: age, ...names } of applications) {
      const application = { ...made(age), ...names, organisation_id: organisation.id };
      rows.applications.push(application);
      const place = { organisation_id: organisation.id, application_id: application.id };
      places.set(names.slug, { ...place, environment_id: null });
      for (const [environment, branch] of Object.entries(environments)) {
        const row = { ...made(age), application_id: application.id, slug: environment, branch };
        rows.environments.push(row);
        places.set(`${names.slug}/${environment}`, { ...place, environment_id: row.id });
      }
    }
  }
  const organisations = new Map(rows.organisations.map(({ slug, id }) => [slug, id]));
  const names: Names = {
    users,
    organisations,
    teams: new Map(rows.teams.map(({ name, id }) => [name, id])),
    places,
  };
  return { ...rows, memberships: membershipRows(users, organisations, now, luck), names };
}

function membershipRows(users: Users, organisations: Names["organisations"], now: Date, luck: Chance) {
  return PEOPLE.flatMap(({ name, roles, joinedDaysAgo }) =>
    Object.entries(roles).map(([slug, role]) => ({
      organisation_id: known(organisations, slug),
      user_id: known(users, name),
      role,
      created_at: workingHour(now, joinedDaysAgo, luck),
    })),
  );
}

function creation(
  organisation: { id: string; name: string; created_at: Date },
  by: { id: string; name: string },
  luck: Chance,
): NewRow<"activity"> {
  return {
    id: luck.uuidAt(organisation.created_at),
    request_id: luck.uuidAt(organisation.created_at),
    created_at: organisation.created_at,
    type: "organisation.created",
    organisation_id: organisation.id,
    actor_user_id: by.id,
    target_type: "organisation",
    target_id: organisation.id,
    target_label: organisation.name,
    ...clientRow(browserOf(by.name)),
  };
}
