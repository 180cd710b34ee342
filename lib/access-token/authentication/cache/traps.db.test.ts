import { type Kysely, sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Database } from "@/db/schema";
import { digestOf, generateSecret } from "@/lib/access-token/secret/secret";
import { tokenDigestKey } from "@/lib/keys";
import { poolerBefore } from "@/test/database/pooler";
import { createToken, createUser, type TestToken, type TestUser } from "@/test/fixtures";
import { type Remembering, request, startRemembering } from "@/test/principals";
import { knownToken, presented } from "./known";
import { changesSeen, Principals, runningPrincipals } from "./principals";
import { keyOf } from "./secret-key";

let here: Remembering;
let db: Kysely<Database>;
let elsewhere: Kysely<Database>;
let user: TestUser;
beforeAll(async () => {
  here = await startRemembering();
  ({ db, elsewhere } = here);
  user = await createUser(elsewhere);
  // Both connections that look up are there: while answers are held, none could be made.
  await Promise.all(Array.from({ length: 130 }, () => request(db, generateSecret("lk", "pat"))));
});
afterEach(async () => {
  vi.restoreAllMocks();
  here.statements.release();
  here.notices.release();
  here.notices.delay(0);
  await proven();
});
afterAll(() => here.end());

const known = (secret: string) => knownToken(presented(secret), "192.0.2.9");
const proven = () => expect.poll(() => runningPrincipals()?.now(), { interval: 5 }).toBeDefined();
/** For how long a secret was still known when it was looked at, and then no longer. A busy machine looks late, and that does not count. */
async function believedFor(secret: string, began = performance.now()): Promise<number> {
  let last = began;
  const look = () => {
    const looked = performance.now();
    const found = known(secret);
    if (found !== undefined) last = looked;
    return found;
  };
  await expect.poll(look, { interval: 1 }).toBeUndefined();
  return last - began;
}
const revoke = ({ id }: TestToken) =>
  elsewhere.updateTable("access_token").set({ revoked_at: new Date(), revoke_kind: "by_owner" }).where("id", "=", id);

/** A token that this instance remembers. */
async function warm(): Promise<TestToken> {
  const token = await createToken(elsewhere, user);
  await changesSeen();
  await request(db, token.secret);
  expect(known(token.secret)).toBeDefined();
  return token;
}

describe("a look-up that is on its way while something changes", () => {
  const arrived = (answers: number) =>
    expect.poll(() => here.statements.waiting(), { interval: 2 }).toBeGreaterThanOrEqual(answers);

  test("is not remembered", async () => {
    const token = await createToken(elsewhere, user);
    await changesSeen();
    here.statements.hold("answers");
    const early = request(db, token.secret);
    await arrived(1);
    await revoke(token).execute();
    await changesSeen();
    here.statements.release();
    expect((await early).status).toBe("authenticated");
    expect(known(token.secret)).toBeUndefined();
    expect((await request(db, token.secret)).status).toBe("token_revoked");
  });

  test("is not shared with whoever comes after the change", async () => {
    const token = await createToken(elsewhere, user);
    await changesSeen();
    here.statements.hold("answers");
    const early = request(db, token.secret);
    await arrived(1);
    const sharing = request(db, token.secret);
    await revoke(token).execute();
    await changesSeen();
    const late = request(db, token.secret);
    await arrived(2);
    here.statements.release();
    expect([(await early).status, (await sharing).status]).toEqual(["authenticated", "authenticated"]);
    expect((await late).status).toBe("token_revoked");
    expect(known(token.secret)).toBeUndefined();
    expect((await request(db, token.secret)).status).toBe("token_revoked");
  });

  test("does not make a secret nobody's that was made meanwhile", async () => {
    const secret = generateSecret("lk", "pat");
    here.statements.hold("answers");
    const early = request(db, secret);
    await arrived(1);
    await createToken(elsewhere, user, { secret });
    await changesSeen();
    here.statements.release();
    expect((await early).status).toBe("invalid_token");
    expect((await request(db, secret)).status).toBe("authenticated");
  });

  test("is not shared while this instance is told of nothing", async () => {
    const token = await createToken(elsewhere, user);
    here.notices.hold();
    here.notices.reset();
    await expect.poll(() => runningPrincipals()?.now(), { interval: 5 }).toBeUndefined();
    here.statements.hold("answers");
    const early = request(db, token.secret);
    await arrived(1);
    await revoke(token).execute();
    const late = request(db, token.secret);
    await arrived(2);
    here.statements.release();
    expect([(await early).status, (await late).status]).toEqual(["authenticated", "token_revoked"]);
  });
});

describe("when notices do not arrive", () => {
  test("a connection that is reset is noticed at once, and what was remembered does not outlive it", async () => {
    const token = await warm();
    here.notices.reset();
    expect(await believedFor(token.secret)).toBeLessThan(1_000);
    // The next one does not get through until something has changed that nobody will be told of.
    here.notices.hold();
    await revoke(token).execute();
    here.notices.release();
    await proven();
    expect(known(token.secret)).toBeUndefined();
    expect((await request(db, token.secret)).status).toBe("token_revoked");
  });

  test("a connection on which nothing arrives any more is believed for two seconds at most", async () => {
    const token = await warm();
    here.notices.hold();
    const began = performance.now();
    await revoke(token).execute();
    expect(known(token.secret)).toBeDefined();
    expect(await believedFor(token.secret, began)).toBeLessThan(2_000);
    expect((await request(db, token.secret)).status).toBe("token_revoked");
  });

  test("a change of this instance waits a second at most, and is seen by then", async () => {
    const [token, other] = [await warm(), await warm()];
    here.notices.hold();
    const began = performance.now();
    await db.updateTable("access_token").set({ label: "Changed" }).where("id", "=", token.id).execute();
    const waited = performance.now() - began;
    // Without an end it would be for ever.
    expect(waited).toBeLessThan(5_000);
    expect([known(token.secret), known(other.secret)]).toEqual([undefined, undefined]);
    // Not trusted again before it is proven: whoever changes something now waits for nothing.
    const again = performance.now();
    await db.updateTable("access_token").set({ label: "Again" }).where("id", "=", token.id).execute();
    expect(performance.now() - again).toBeLessThan(waited);
  });

  test("a slow connection only makes changes slow: what they do not concern stays remembered", async () => {
    const [token, other] = [await warm(), await warm()];
    here.notices.delay(300);
    const began = performance.now();
    await db.updateTable("access_token").set({ label: "Changed" }).where("id", "=", token.id).execute();
    expect(performance.now() - began).toBeGreaterThan(250);
    expect(known(token.secret)).toBeUndefined();
    expect(known(other.secret)).toBeDefined();
  });

  test("however often it breaks, one connection listens", async () => {
    for (let n = 0; n < 3; n++) {
      here.notices.reset();
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query like '%latchkey\\_echo%'`.execute(elsewhere);
      await proven();
    }
    await expect.poll(() => here.notices.connections()).toBe(1);
    const { rows } = await sql<{ count: number }>`select count(*)::int from pg_stat_activity
      where datname = current_database() and query like 'select (extract(epoch from clock_timestamp())%'`.execute(
      elsewhere,
    );
    expect(rows[0]?.count).toBe(1);
  });

  test("a pooler that shares sessions is noticed and told of, and nothing is remembered", async () => {
    const pooler = await poolerBefore(here.url, "transaction");
    const said: string[] = [];
    const bounds = { bytes: 1_000_000, entries: 10, unknown: 10 };
    const say = (sentence: string) => said.push(sentence);
    const principals = new Principals({ url: pooler.url, directUrl: pooler.url, bounds, say });
    await expect.poll(() => said).toEqual([expect.stringContaining("set DATABASE_DIRECT_URL")]);
    const { secret, id } = await createToken(elsewhere, user);
    const digest = digestOf(secret, tokenDigestKey().key);
    for (let n = 0; n < 2; n++) expect(await principals.lookUp(keyOf(secret), digest)).toMatchObject({ token_id: id });
    expect(principals.recall(keyOf(secret), null)).toBeUndefined();
    await principals.stop();
    await pooler.close();
  });
});

test("the time is the database's, whatever the machine's clock says", async () => {
  const machine = Date.now;
  const ahead = sql<Date>`clock_timestamp() + interval '400 milliseconds'`;
  const { id, secret } = await warm();
  for (const hours of [1, -1]) {
    vi.spyOn(Date, "now").mockImplementation(() => machine() + hours * 3_600_000);
    // What elapsed while a machine slept, it does not know: first it is proven anew that notices arrive.
    expect(known(secret)).toBeUndefined();
    await expect.poll(async () => (await request(db, secret)) && known(secret)).toBeDefined();
    expect(Math.abs((known(secret)?.now ?? 0) - machine())).toBeLessThan(500);
  }
  const rememberEnding = async () => {
    await db.updateTable("access_token").set({ expires_at: ahead }).where("id", "=", id).execute();
    await request(db, secret);
    return known(secret);
  };
  // A busy machine may take longer than that for it.
  await expect.poll(rememberEnding).toBeDefined();
  await expect.poll(() => known(secret), { interval: 5 }).toBeUndefined();
  expect((await request(db, secret)).status).toBe("token_expired");
});

/** Many tokens at once, by their secrets. */
async function many(count: number): Promise<string[]> {
  const secrets = Array.from({ length: count }, () => generateSecret("lk", "pat"));
  const { key, id: keyId } = tokenDigestKey();
  const tokens = secrets.map((secret) => ({ id: uuidv7(), digest: digestOf(secret, key) }));
  await sql`with token as (
      insert into access_token (id, kind, user_id, label, purpose, scopes, reach)
      select id, 'pat', ${user.id}, 'Many', 'automation', '{all}', 'everything'
      from unnest(${tokens.map(({ id }) => id)}::uuid[]) as id)
    insert into access_token_secret (id, token_id, digest, key_id, hint, state)
    select gen_random_uuid(), id, digest, ${keyId}, 'lk_pat_…', 'current'
    from unnest(${tokens.map(({ id }) => id)}::uuid[], ${tokens.map(({ digest }) => digest)}::bytea[]) as of (id, digest)`.execute(
    elsewhere,
  );
  await changesSeen();
  return secrets;
}

test("two thousand first uses at once are all let in, and a flood of what nobody has pushes none of the good ones out", async () => {
  const { secret } = await warm();
  const secrets = await many(2_000);
  const answers = await Promise.all(secrets.map((one) => request(db, one)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(["authenticated"]));
  expect(runningPrincipals()?.size).toBe(1_000);
  await request(db, secret);
  const flood = Array.from({ length: 2_000 }, () => request(db, generateSecret("lk", "pat")));
  expect(new Set((await Promise.all(flood)).map(({ status }) => status))).toEqual(new Set(["invalid_token"]));
  expect(known(secret)).toBeDefined();
  expect(runningPrincipals()?.size).toBe(1_000);
});

test("hundreds of changes by others, each seen as soon as it is waited for", async () => {
  const rounds = async () => {
    const { id, secret } = await warm();
    for (let n = 0; n < 60; n++) {
      const label = `Label ${n}`;
      await elsewhere.updateTable("access_token").set({ label }).where("id", "=", id).execute();
      await changesSeen();
      expect(known(secret)).toBeUndefined();
      expect(await request(db, secret)).toMatchObject({ principal: { token: { label } } });
    }
  };
  await Promise.all([rounds(), rounds(), rounds(), rounds()]);
});
