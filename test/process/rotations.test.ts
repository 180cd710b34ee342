import { afterAll, beforeAll, expect, test } from "vitest";
import { openRotations } from "@/bench/rotations/arena";
import { recordRotations } from "@/bench/rotations/record";

let arena: Awaited<ReturnType<typeof openRotations>>;
beforeAll(async () => {
  arena = await openRotations();
});
afterAll(() => arena?.close());

test("a hundred rotations by the client refuse no consumer, lose no secret and print none, whatever is lost or killed", async () => {
  const seen = await recordRotations({ ...arena.story, rotations: 100 });
  expect(seen).toMatchObject({ rotations: 100, refused: [], printed: [] });
  // Each happened, or the history would prove nothing.
  for (const [fault, times] of Object.entries(seen.faults)) expect(times, fault).toBeGreaterThan(0);
  expect(seen.requests).toBeGreaterThan(300);
  // One after the other: beside other tests on a slow machine that is minutes.
}, 600_000);
