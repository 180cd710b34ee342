import type { Kysely } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import {
  addMember,
  createMember,
  createOrganisation,
  createOrganisationToken,
  createTeam,
  createToken,
  createUser,
} from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";
import { wordsOf } from "@/test/http/page-text";
import { sessionHeaderOf } from "@/test/http/session-cookie";

let db: Kysely<Database>;
beforeAll(() => {
  db = serverDatabase();
});
afterAll(() => db.destroy());

/** An organisation with an owner and an admin, and what each of them reads on its pages. */
async function agency() {
  const owner = await createUser(db, { firstName: "Ona", lastName: "Lind" });
  const organisation = await createOrganisation(db, { name: "Harbour", members: [{ user: owner, role: "owner" }] });
  const admin = await createMember(db, organisation, "admin");
  const reads = async (who: { id: string }, page: string): Promise<string> => {
    const { status, text } = await api(`/organisations/${organisation.slug}${page === "" ? "" : `/${page}`}`, {
      headers: { Cookie: await sessionHeaderOf(db, who) },
    });
    expect(status).toBe(200);
    return wordsOf(text);
  };
  return { owner, admin, organisation, reads };
}

test("the last owner is told what to do before leaving or changing the own role, and offered neither", async () => {
  const { owner, admin, organisation, reads } = await agency();
  const isOffered = async () => {
    const [settings, people] = [await reads(owner, "settings"), await reads(owner, "members")];
    const told = settings.includes("You are its only owner. Make someone else an owner before you leave");
    expect(settings.includes("Leave organisation…")).toBe(!told);
    expect(people.includes("make someone else an owner to change this")).toBe(told);
    return !told;
  };
  expect(await isOffered()).toBe(false);
  expect(await reads(admin, "settings")).toContain("Leave organisation…");
  const second = await createUser(db);
  await addMember(db, organisation, second, "owner");
  expect(await isOffered()).toBe(true);
  // An owner who cannot sign in looks after nothing.
  await db.updateTable("user").set({ deactivated_at: new Date() }).where("id", "=", second.id).execute();
  expect(await isOffered()).toBe(false);
});

test("an admin withdraws the access of others' tokens where the organisation's page lists what needs attention, others cannot", async () => {
  const { admin, organisation, reads } = await agency();
  const member = await createMember(db, organisation, "member");
  const long = new Date(Date.now() - 9 * 24 * 60 * 60 * 1000);
  await createToken(db, member, { label: "Forgotten", createdAt: long });
  expect(await reads(admin, "")).toMatch(/Forgotten.*Never used.*Withdraw/s);
  const own = await reads(member, "");
  expect(own).toMatch(/Forgotten.*Never used.*Review/s);
  expect(own).not.toContain("Withdraw");
});

test("access that an owner withdrew is given back by owners, and an admin reads that", async () => {
  const { owner, admin, organisation, reads } = await agency();
  const member = await createMember(db, organisation, "member");
  const token = await createToken(db, member, { label: "Laptop" });
  const withdrawnBy = async (who: { id: string } | null) => {
    await db.deleteFrom("access_token_organisation").where("token_id", "=", token.id).execute();
    await db
      .insertInto("access_token_organisation")
      .values({
        token_id: token.id,
        organisation_id: organisation.id,
        state: "withdrawn",
        decided_by_user_id: who?.id ?? null,
      })
      .execute();
    return { owner: await reads(owner, "access-tokens"), admin: await reads(admin, "access-tokens") };
  };
  for (const who of [owner, null, await createUser(db)]) {
    const { owner: byOwner, admin: byAdmin } = await withdrawnBy(who);
    expect(byOwner).not.toContain("can restore it");
    expect(byAdmin).toContain("Only an owner can restore it");
  }
  for (const who of [admin, member]) {
    const { admin: byAdmin } = await withdrawnBy(who);
    expect(byAdmin).not.toContain("can restore it");
  }
});

test("a revoke by an owner is undone by owners, and who may not reads that", async () => {
  const { owner, admin, organisation, reads } = await agency();
  const member = await createMember(db, organisation, "member");
  const team = await createTeam(db, organisation, { members: [member] });
  const token = await createOrganisationToken(db, organisation, { teamId: team.id });
  const revokedBy = async (who: { id: string }) => {
    await db
      .updateTable("access_token")
      .set({ revoked_at: new Date(), revoke_kind: "by_owner", revoked_by_user_id: who.id })
      .where("id", "=", token.id)
      .execute();
    const offered: string[] = [];
    for (const [name, reader] of Object.entries({ owner, admin, member })) {
      const words = await reads(reader, `access-tokens/${token.id}`);
      expect(words).toContain("Revoked by mistake?");
      if (words.includes("Undo revoke")) offered.push(name);
      else expect(words).toMatch(/Only an owner( or admin)? can undo it/);
    }
    return offered;
  };
  expect(await revokedBy(owner)).toEqual(["owner"]);
  expect(await revokedBy(admin)).toEqual(["owner", "admin"]);
  expect(await revokedBy(member)).toEqual(["owner", "admin", "member"]);
});

test("an invitation to a role above one's own is revoked, and not offered to be sent again", async () => {
  const { owner, admin, organisation, reads } = await agency();
  const id = uuidv7();
  await db
    .insertInto("invitation")
    .values({
      id,
      organisation_id: organisation.id,
      email: `${id}@example.com`,
      role: "owner",
      is_mailed: true,
      digest: Buffer.from(id.replaceAll("-", "").repeat(2), "hex"),
      expires_at: new Date(Date.now() + 3_600_000),
    })
    .execute();
  expect(await reads(owner, "members")).toContain(`Renew for ${id}@example.com`);
  const byAdmin = await reads(admin, "members");
  expect(byAdmin).toContain(`Revoke the invitation of ${id}@example.com`);
  expect(byAdmin).not.toContain("Renew");
});
