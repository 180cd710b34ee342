import { afterAll, expect, test } from "vitest";
import { parseAskedReach, parsePrefill } from "@/lib/access-token/form/prefill";
import { createTestDatabase } from "@/test/database/database";
import { addMember, addToApplication, createApplication, createOrganisation, createUser } from "@/test/fixtures";
import { signIn } from "@/test/session";
import { fillInReach } from "./asked";

const { db, destroy } = await createTestDatabase();
afterAll(destroy);

async function world() {
  const [organisation, elsewhere] = [await createOrganisation(db), await createOrganisation(db)];
  const [site, shop] = [await createApplication(db, organisation), await createApplication(db, organisation)];
  const foreign = await createApplication(db, elsewhere);
  const [member, guest] = [await createUser(db), await createUser(db)];
  await addMember(db, organisation, member, "member");
  await addMember(db, organisation, guest, "guest");
  await addToApplication(db, organisation, site, guest, "read");
  const follow = async (who: { id: string }, params: Record<string, string | string[]>) => {
    const address = { create: "1", ...params };
    const [prefill, asked] = [parsePrefill(address, "UTC"), parseAskedReach(address)];
    if (prefill === undefined || asked === undefined) throw new Error("the link says nothing");
    return await fillInReach(db, await signIn(db, who), prefill, asked);
  };
  return { organisation, elsewhere, site, shop, foreign, member, guest, follow };
}

test("a link fills in what a token is limited to, with what each is part of", async () => {
  const { organisation, site, shop, member, follow } = await world();
  const filled = await follow(member, { label: "CI", application: shop.id, environment: site.environments.test ?? "" });
  expect(filled).toEqual({
    given: true,
    ignored: [],
    values: {
      label: "CI",
      limits: [
        { organisation: organisation.id, application: shop.id },
        { organisation: organisation.id, application: site.id, environment: site.environments.test },
      ],
    },
  });
  const whole = await follow(member, { organisation: organisation.id.toUpperCase() });
  expect(whole.values.limits).toEqual([{ organisation: organisation.id }]);
});

test("a whole that is named beside a part of it only says where the part is", async () => {
  const { organisation, site, member, follow } = await world();
  const both = await follow(member, { organisation: organisation.id, application: site.id });
  expect(both.values.limits).toEqual([{ organisation: organisation.id, application: site.id }]);
});

test("a link that names nothing opens a form that is limited, with nothing chosen", async () => {
  const { site, member, follow } = await world();
  expect(await follow(member, { label: "x", application: "" })).toEqual({
    given: true,
    ignored: ["The link has no application."],
    values: { label: "x", limits: [] },
  });
  expect((await follow(member, { organisation: "", application: site.id })).values.limits).toHaveLength(1);
});

test("what is foreign, unknown or malformed is left out and named alike, and the form is limited all the same", async () => {
  const { elsewhere, foreign, shop, member, guest, follow } = await world();
  const nowhere = crypto.randomUUID();
  for (const id of [foreign.id, nowhere, "x"]) {
    expect(await follow(member, { application: id })).toEqual({
      given: true,
      ignored: [`You have no access to the application “${id}”.`],
      values: { limits: [] },
    });
  }
  const environment = foreign.environments.live ?? "";
  expect(await follow(member, { organisation: elsewhere.id, environment })).toMatchObject({
    values: { limits: [] },
    ignored: [
      `You have no access to the organisation “${elsewhere.id}”.`,
      `You have no access to the environment “${environment}”.`,
    ],
  });
  expect(await follow(guest, { application: shop.id })).toMatchObject({
    values: { limits: [] },
    ignored: [`You have no access to the application “${shop.id}”.`],
  });
});
