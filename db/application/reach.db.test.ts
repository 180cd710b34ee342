import { expect } from "vitest";
import type { Limit } from "@/lib/authorization/limit";
import { reaches, touches } from "@/lib/authorization/reach";
import { test } from "@/test/database/test";
import { createApplication, createOrganisation } from "@/test/fixtures";
import { listApplications } from "./application";
import { listEnvironments } from "./environment";

test("what the database finds within limits is what the rule says, for every pair of limits there is", async ({
  db,
}) => {
  const places: Limit[] = [];
  const wholes: Limit[] = [];
  for (const name of ["Harbour", "Quay"]) {
    const organisation = await createOrganisation(db, { name });
    const organisationId = organisation.id;
    wholes.push({ organisation_id: organisationId, application_id: null, environment_id: null });
    for (const applicationName of ["Site", "Shop"]) {
      const application = await createApplication(db, organisation, { name: applicationName });
      places.push({ organisation_id: organisationId, application_id: application.id, environment_id: null });
      for (const environmentId of Object.values(application.environments)) {
        places.push({ organisation_id: organisationId, application_id: application.id, environment_id: environmentId });
      }
    }
  }
  const limits = [...wholes, ...places];
  // An application that has gone to the other organisation: the limit's own organisation is what counts.
  const gone = places.map((place) => ({
    ...place,
    organisationId: wholes.find((whole) => whole.organisation_id !== place.organisation_id)?.organisation_id ?? "",
  }));
  const lists = [
    [],
    ...limits.map((limit) => [limit]),
    ...limits.flatMap((a) => limits.map((b) => [a, b])),
    ...gone.map((limit) => [limit]),
    gone,
  ];
  expect(lists.length).toBe(1 + 14 + 14 * 14 + 12 + 1);
  const page = { filter: {}, limit: 500, offset: 0 };
  for (const reach of lists) {
    const applications = await listApplications(db, { ...page, reach, order: { field: "slug", descending: false } });
    const seen = places.filter((place) => place.environment_id === null && touches(reach, place));
    expect(applications.rows.map(({ id }) => id).sort()).toEqual(seen.map((place) => place.application_id).sort());
    expect(applications.count).toBe(seen.length);

    const environments = await listEnvironments(db, { ...page, reach, order: { field: "slug", descending: false } });
    const reached = places.filter((place) => place.environment_id !== null && reaches(reach, place));
    expect(environments.rows.map(({ id }) => id).sort()).toEqual(reached.map((place) => place.environment_id).sort());
    expect(environments.count).toBe(reached.length);
  }
});
