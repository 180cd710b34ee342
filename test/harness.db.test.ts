import { afterAll, expect, test } from "vitest";
import { createTestDatabase } from "./database/database";
import { dumpDatabase, linesWithSecret } from "./database/dump";
import { createOrganisation, createToken, createUser } from "./fixtures";

const first = await createTestDatabase();
const second = await createTestDatabase();
afterAll(() => Promise.all([first.destroy(), second.destroy()]));

test("each test database is migrated, and its rows are nobody else's", async () => {
  await createUser(first.db);
  expect(await second.db.selectFrom("user").selectAll().execute()).toEqual([]);
});

test("a secret in any table is found in the dump, in each coding", async () => {
  const user = await createUser(second.db);
  await createOrganisation(second.db, { members: [{ user, role: "owner" }] });
  const { secret } = await createToken(second.db, user, {
    lastUse: { at: new Date() },
    revoked: { at: new Date(), reason: "left on a train" },
  });
  expect(linesWithSecret(await dumpDatabase(second.db), secret)).toEqual([]);

  const random = secret.slice(7, 37);
  const leaks = [secret, random, Buffer.from(`x${random}`).toString("base64"), Buffer.from(secret).toString("hex")];
  for (const description of leaks) {
    const token = await createToken(second.db, user, { description });
    expect(linesWithSecret(await dumpDatabase(second.db), secret)).toEqual([expect.stringContaining(token.id)]);
    await second.db.deleteFrom("access_token").where("id", "=", token.id).execute();
  }
});

test.each(["_", "_a", "-_ab"])("a code that ends with %s is found where it stands, and not everywhere", (end) => {
  const code = `pX${"0aZ".repeat(13)}`.slice(0, 43 - end.length) + end;
  expect(linesWithSecret(["invitation: (a)", `mail: (see /${code})`, `mail: (${code.slice(0, 30)})`], code)).toEqual([
    `mail: (see /${code})`,
    `mail: (${code.slice(0, 30)})`,
  ]);
});
