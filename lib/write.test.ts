import { expect, test } from "vitest";
import { Busy } from "@/db/unavailable";
import { Room } from "./write";

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
