import { expect } from "vitest";
import type { Role } from "@/lib/authorization/principal";
import { test } from "@/test/database/test";
import {
  addToApplication,
  createApplication,
  createMember,
  createOrganisation,
  createOrganisationToken,
  createToken,
  createUser,
} from "@/test/fixtures";
import { signIn } from "@/test/session";
import { listOrganisationTokens } from "./list";

test("of an application are shown the tokens that reach it or a part of it, and no others", async ({ db }) => {
  const organisation = await createOrganisation(db);
  const [application, other] = [await createApplication(db, organisation), await createApplication(db, organisation)];
  const person = (role: Role) => createMember(db, organisation, role);
  const [owner, member, added, notAdded] = [
    await person("owner"),
    await person("member"),
    await person("guest"),
    await person("guest"),
  ];
  await addToApplication(db, organisation, application, added, "read");
  const to = (applicationId: string | null, environmentId: string | null = null) => ({
    limits: [{ organisation_id: organisation.id, application_id: applicationId, environment_id: environmentId }],
  });
  await createToken(db, member, { label: "everything" });
  await createToken(db, member, { label: "the organisation", ...to(null) });
  await createToken(db, member, { label: "the application", ...to(application.id) });
  await createToken(db, member, {
    label: "an environment",
    ...to(application.id, application.environments.test ?? null),
  });
  await createToken(db, member, { label: "another application", ...to(other.id) });
  await createToken(db, added, { label: "of who was added" });
  await createToken(db, notAdded, { label: "of who was not added" });
  await createToken(db, await createUser(db), { label: "of a stranger" });
  await createOrganisationToken(db, organisation, { label: "the organisation's", actsAs: "member" });
  await createOrganisationToken(db, organisation, {
    label: "as a guest, assigned",
    actsAs: "guest",
    applicationId: application.id,
  });
  await createOrganisationToken(db, organisation, {
    label: "as a guest of another",
    actsAs: "guest",
    applicationId: other.id,
  });

  const principal = await signIn(db, owner);
  const [here] = principal.organisations;
  if (here === undefined) throw new Error("the owner belongs to nothing");
  const { tokens } = await listOrganisationTokens(db, principal, here, {
    filter: { status: "active", access: "active", reachesApplicationId: application.id },
    order: { field: "label", descending: false },
    page: 1,
    pageSize: 50,
  });
  expect(tokens.map(({ label }) => label).sort()).toEqual(
    [
      "an environment",
      "as a guest, assigned",
      "everything",
      "of who was added",
      "the application",
      "the organisation",
      "the organisation's",
    ].sort(),
  );
});
