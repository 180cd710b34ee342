import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import { expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { Busy } from "@/db/unavailable";
import { signedInAs } from "@/test/principal";
import type { TokenPrincipal } from "./authorization/principal";
import { Room, write } from "./write";

const later = () => performance.now() + 60_000;

/** A run that goes on until it is told to end. */
function open() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { run: () => ended, end };
}

test("so many at a time, and the others in the order in which they came", async () => {
  const room = new Room(2);
  const [first, second] = [open(), open()];
  const order: string[] = [];
  const enter = (name: string) =>
    room.with(later(), async () => {
      order.push(name);
    });
  const begun = [room.with(later(), first.run), room.with(later(), second.run)];
  const waiting = [enter("third"), enter("fourth")];
  await Promise.resolve();
  expect(order).toEqual([]);
  first.end();
  await Promise.all(waiting);
  expect(order).toEqual(["third", "fourth"]);
  second.end();
  await Promise.all(begun);
  expect(room.isEmpty).toBe(true);
});

test("who waits for too long is told so, and takes nobody's place", async () => {
  const room = new Room(1);
  const only = open();
  const begun = room.with(later(), only.run);
  await expect(room.with(performance.now(), async () => "never")).rejects.toThrow(Busy);
  only.end();
  await begun;
  expect(room.isEmpty).toBe(true);
  expect(await room.with(later(), async () => "in")).toBe("in");
});

test("a run that fails leaves its place to the next", async () => {
  const room = new Room(1);
  const failing = room.with(later(), async () => {
    throw new Error("of its own");
  });
  const next = room.with(later(), async () => "in");
  await expect(failing).rejects.toThrow("of its own");
  expect(await next).toBe("in");
});

test("the tokens of one owner leave room for others, and for what ends them", async () => {
  const dialect = new PostgresAdapter();
  const db = new Kysely<Database>({
    dialect: {
      createAdapter: () => dialect,
      createDriver: () => new DummyDriver(),
      createIntrospector: (each) => new PostgresIntrospector(each),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  const tokenOf = (owner: string, id: string) =>
    ({ type: "token", token: { id }, owner: { id: owner } }) as TokenPrincipal;
  const busy = open();
  const begun = Array.from({ length: 8 }, (_, n) => write(db, tokenOf("thief", `token ${n}`), busy.run));
  const said = [
    write(db, tokenOf("somebody", "token"), async () => "somebody else"),
    write(db, signedInAs({ id: "thief", email: "a@b.example" }), async () => "the owner, signed in"),
    write(db, tokenOf("thief", "another token"), async () => "an ending by another token", "ending"),
  ];
  expect(await Promise.all(said)).toEqual(["somebody else", "the owner, signed in", "an ending by another token"]);
  busy.end();
  await Promise.all(begun);
});
