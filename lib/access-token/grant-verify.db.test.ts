import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Principal } from "@/lib/authorization/principal";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { createOrganisation, createOrganisationToken, createUser } from "@/test/fixtures";
import { callerWith, signIn } from "@/test/session";
import { createToken } from "./create";
import { editToken } from "./edit";
import { createTokenInput, editTokenInput } from "./input";
import { rotateToken } from "./rotation/rotate";

let test_: TestDatabase;
let world: Awaited<ReturnType<typeof makeWorld>>;
beforeAll(async () => {
  test_ = await createTestDatabase();
  world = await makeWorld();
});
afterAll(() => test_.destroy());

async function makeWorld() {
  const { db } = test_;
  const [owner, admin, agencyOwner] = [await createUser(db), await createUser(db), await createUser(db)];
  const platform = await createOrganisation(db, {
    isPlatform: true,
    members: [
      { user: owner, role: "owner" },
      { user: admin, role: "admin" },
    ],
  });
  const agency = await createOrganisation(db, {
    members: [
      { user: agencyOwner, role: "owner" },
      { user: owner, role: "admin" },
      { user: admin, role: "owner" },
    ],
  });
  return { owner, admin, agencyOwner, platform, agency };
}

type Who = "owner" | "admin" | "agencyOwner";
const SOON = new Date(Date.now() + 86_400_000);
const person = (who: Who) => signIn(test_.db, world[who]);
const stale = async (who: Who) => {
  const principal = await person(who);
  const authenticatedAt = new Date(principal.now.getTime() - 10 * 60_000 - 1000);
  const session = test_.db.updateTable("session").set({ authenticated_at: authenticatedAt });
  await session.where("id", "=", principal.session.id).execute();
  return { ...principal, session: { ...principal.session, authenticatedAt } };
};

async function make(principal: Principal, organisation: string | undefined, scopes: string[] | undefined = ["verify"]) {
  const input = { label: "Gateway", organisation, scopes, expiration_date: SOON.toISOString() };
  const result = await createToken(test_.db, principal, createTokenInput.parse(input));
  return result.status === "invalid" ? Object.keys(result.fields).join(" ") : result.status;
}

async function edit(principal: Principal, id: string, scopes: string[]) {
  const result = await editToken(test_.db, principal, id, editTokenInput.parse({ scopes }));
  return result.status === "invalid" ? Object.keys(result.fields).join(" ") : result.status;
}

const existing = (organisation: { id: string }, scopes: string[]) =>
  createOrganisationToken(test_.db, organisation, { scopes, actsAs: "member", expiresAt: SOON });

const scopesOf = async (id: string) =>
  (await test_.db.selectFrom("access_token").select("scopes").where("id", "=", id).executeTakeFirstOrThrow()).scopes;

describe("verify is given to a token of an organisation by an owner of the platform", () => {
  test("who has just proved who they are", async () => {
    const { platform, agency } = world;
    expect(await make(await person("owner"), platform.id)).toBe("created");
    expect(await make(await person("owner"), agency.id, ["all", "verify"])).toBe("created");
    expect(await make(await stale("owner"), platform.id)).toBe("reauthentication_required");
    // Nothing else about this token asks for one.
    expect(await make(await stale("owner"), platform.id, ["deployments:read"])).toBe("created");
  });

  test("and to one that exists", async () => {
    const { id } = await existing(world.agency, ["deployments:read"]);
    expect(await edit(await stale("owner"), id, ["deployments:read", "verify"])).toBe("reauthentication_required");
    expect(await edit(await person("owner"), id, ["deployments:read", "verify"])).toBe("edited");
    expect(await scopesOf(id)).toEqual(["deployments:read", "verify"]);
  });

  test("never to a person's", async () => {
    expect(await make(await person("owner"), undefined)).toBe("scopes");
  });
});

describe("nobody else gives it", () => {
  test("not an admin of the platform, nor an owner of the organisation", async () => {
    const { platform, agency } = world;
    expect(await make(await person("admin"), platform.id)).toBe("scopes");
    expect(await make(await person("admin"), agency.id)).toBe("scopes");
    expect(await make(await person("agencyOwner"), agency.id)).toBe("scopes");
    const { id } = await existing(agency, ["deployments:read"]);
    expect(await edit(await person("agencyOwner"), id, ["verify"])).toBe("scopes");
    expect(await scopesOf(id)).toEqual(["deployments:read"]);
  });

  test("not an owner of the platform who is lowered at that moment", async () => {
    const { db } = test_;
    const user = await createUser(db);
    const membership = { user_id: user.id, organisation_id: world.platform.id };
    await db
      .insertInto("membership")
      .values({ ...membership, role: "owner" })
      .execute();
    const principal = await signIn(db, user);
    await db.updateTable("membership").set({ role: "admin" }).where("user_id", "=", user.id).execute();
    expect(await make(principal, world.platform.id)).toBe("scopes");
  });

  test("not a token that has it, also where it inherits", async () => {
    const { db } = test_;
    const { secret } = await createOrganisationToken(db, world.platform, {
      scopes: ["all", "verify"],
      actsAs: "admin",
    });
    const caller = await callerWith(db, secret);
    expect(await make(caller, world.platform.id)).toBe("scopes");
    const input = createTokenInput.parse({ label: "Child", organisation: world.platform.id, scopes: undefined });
    const child = await createToken(db, caller, input);
    expect(child).toMatchObject({ status: "created", token: { scopes: ["all"] } });
    const { id } = await existing(world.platform, ["tokens:read"]);
    expect(await edit(caller, id, ["tokens:read", "verify"])).toBe("scopes");
  });
});

describe("whoever manages the organisation's tokens", () => {
  test("changes one that has it, which keeps it, and takes it away", async () => {
    const { id } = await existing(world.agency, ["all", "verify"]);
    expect(await edit(await stale("agencyOwner"), id, ["deployments:read", "verify"])).toBe("edited");
    expect(await edit(await stale("agencyOwner"), id, ["deployments:read"])).toBe("edited");
    expect(await edit(await person("agencyOwner"), id, ["deployments:read", "verify"])).toBe("scopes");
  });

  test("rotates it after a fresh proof", async () => {
    const { id } = await existing(world.agency, ["verify"]);
    const rotate = async (principal: Principal) =>
      (await rotateToken(test_.db, principal, id, { overlapSeconds: 0, replaceNow: false })).status;
    expect(await rotate(await stale("agencyOwner"))).toBe("reauthentication_required");
    expect(await rotate(await person("agencyOwner"))).toBe("rotated");
  });

  test("does not see it over the API with a token that has not got it", async () => {
    const { db } = test_;
    const { id } = await existing(world.agency, ["verify"]);
    const { secret } = await createOrganisationToken(db, world.agency, { actsAs: "admin" });
    expect(await edit(await callerWith(db, secret), id, ["tokens:read"])).toBe("not_found");
  });
});
