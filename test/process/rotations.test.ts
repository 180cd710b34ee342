import { afterAll, beforeAll, expect, test } from "vitest";
import { openRotations } from "@/bench/rotations/arena";
import { recordRotations } from "@/bench/rotations/record";

/** Beside each other, each with a token of its own: a client waits for its server, and for who uses its secrets, longer than it computes. */
const STORIES = 4;
const ROTATIONS = 25;
// So many runs of the client a part takes, since some of them are killed. Counted through all parts, all of what happens to them happens.
const RUNS = 37;
// There are twelve consumers.
const BETWEEN_REQUESTS_MS = 250;

let arena: Awaited<ReturnType<typeof openRotations>>;
beforeAll(async () => {
  arena = await openRotations(STORIES);
});
afterAll(() => arena?.close());

test("a hundred rotations by the client refuse no consumer, lose no secret and print none, whatever is lost or killed", async () => {
  const parts = arena.stories.map((story, n) =>
    recordRotations({ ...story, rotations: ROTATIONS, firstRun: 1 + n * RUNS, betweenRequestsMs: BETWEEN_REQUESTS_MS }),
  );
  const seen = await Promise.all(parts);
  for (const part of seen) expect(part).toMatchObject({ rotations: ROTATIONS, refused: [], printed: [] });
  const sum = (of: (part: (typeof seen)[number]) => number) => seen.reduce((total, part) => total + of(part), 0);
  // Each happened, or the history would prove nothing.
  for (const fault of ["lostAnswers", "killedClients", "killedServers", "failedCommands"] as const)
    expect(
      sum(({ faults }) => faults[fault]),
      fault,
    ).toBeGreaterThan(0);
  expect(sum(({ requests }) => requests)).toBeGreaterThan(300);
  // Beside other tests on a slow machine that is minutes.
}, 600_000);
