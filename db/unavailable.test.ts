import { once } from "node:events";
import { createServer } from "node:net";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { connect } from "./database";
import { isUnavailable } from "./unavailable";

/** What a query on `url` fails with. */
async function failure(url: string): Promise<unknown> {
  const db = connect(url);
  try {
    await sql`select 1`.execute(db);
  } catch (error) {
    return error;
  } finally {
    await db.destroy();
  }
  throw new Error("the query succeeded");
}

const coded = (code: string) => Object.assign(new Error("x"), { code });

/** A server that says this to whoever connects, and then nothing any more. @returns what a query on it fails with */
async function failureOfSilent(greeting: string): Promise<unknown> {
  const silent = createServer((socket) => {
    socket.once("data", () => socket.write(greeting, "latin1"));
  }).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const address = silent.address();
  if (address === null || typeof address === "string") throw new Error("a server listens on a port");
  const failed = await failure(`postgres://a:b@127.0.0.1:${address.port}/x`);
  silent.close();
  return failed;
}

// Of PostgreSQL's protocol: signed in, and ready for a query.
const WELCOME = "R\0\0\0\x08\0\0\0\0Z\0\0\0\x05I";

test("a port that refuses, a host that is not there, and a server that stops answering are unavailable", async () => {
  const failed = await Promise.all([
    failureOfSilent(""),
    failureOfSilent(WELCOME),
    failure("postgres://a:b@127.0.0.1:1/x"),
    failure("postgres://a:b@nowhere.invalid:5432/x"),
  ]);
  expect(failed.map(isUnavailable)).toEqual([true, true, true, true]);
});

test.each(["08006", "53100", "53300", "57P01", "57P03", "25006", "57014", "55P03", "40P01", "40001", "ECONNREFUSED"])(
  "%s is unavailable",
  (code) => {
    expect(isUnavailable(coded(code))).toBe(true);
    expect(isUnavailable(new Error("outer", { cause: coded(code) }))).toBe(true);
  },
);

test.each(["23505", "42P01", "22021", "42501"])("%s is a mistake of ours, or of a statement", (code) => {
  expect(isUnavailable(coded(code))).toBe(false);
});

test("nothing that is not an error is unavailable", () => {
  for (const thing of [undefined, null, "ECONNREFUSED", { code: "53100" }]) expect(isUnavailable(thing)).toBe(false);
});
