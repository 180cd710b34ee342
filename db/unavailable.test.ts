import { once } from "node:events";
import { createServer } from "node:net";
import { sql } from "kysely";
import { expect, test, vi } from "vitest";
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

/**
 * A server that says this to whoever connects, and then nothing any more. Nobody waits for it in truth: once it is silent, time goes as fast
 * as it can be read. @returns what a query on it fails with
 */
async function failureOfSilent(greeting: string): Promise<unknown> {
  let isSilent = false;
  const silent = createServer((socket) => {
    const fallSilent = () => {
      isSilent = true;
    };
    if (greeting === "") return socket.once("data", fallSilent);
    socket.once("data", () => socket.write(greeting, "latin1", () => socket.once("data", fallSilent)));
  }).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const address = silent.address();
  if (address === null || typeof address === "string") throw new Error("a server listens on a port");
  let isOver = false;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const failed = failure(`postgres://a:b@127.0.0.1:${address.port}/x`).finally(() => {
      isOver = true;
    });
    while (!isOver) {
      if (isSilent) vi.advanceTimersByTime(100);
      await new Promise(setImmediate);
    }
    return await failed;
  } finally {
    vi.useRealTimers();
    silent.close();
  }
}

// Of PostgreSQL's protocol: signed in, and ready for a query.
const WELCOME = "R\0\0\0\x08\0\0\0\0Z\0\0\0\x05I";

test("a port that refuses, and a host that is not there, are unavailable", async () => {
  const failed = await Promise.all([
    failure("postgres://a:b@127.0.0.1:1/x"),
    failure("postgres://a:b@nowhere.invalid:5432/x"),
  ]);
  expect(failed.map(isUnavailable)).toEqual([true, true]);
});

test.each([
  ["answers nothing", "", /connection timeout|timeout expired/i],
  ["stops answering", WELCOME, /read timeout/i],
])("a server that %s is unavailable", async (_, greeting, why) => {
  const failed = await failureOfSilent(greeting);
  expect(String(failed)).toMatch(why);
  expect(isUnavailable(failed)).toBe(true);
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
