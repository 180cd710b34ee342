import { describe, expect, test } from "vitest";
import { DEPLOYMENT_STATUSES, type DeploymentStatus, hasEnded, progressAfter, type Report, successOf } from "./status";

const ENDED = ["succeeded", "failed", "cancelled", "abandoned"] as const;
const ALLOWED: Readonly<Record<DeploymentStatus, readonly DeploymentStatus[]>> = {
  queued: ["queued", "running", ...ENDED],
  running: ["running", ...ENDED],
  succeeded: ["succeeded"],
  failed: ["failed"],
  cancelled: ["cancelled"],
  abandoned: ["abandoned"],
};
const PAIRS = DEPLOYMENT_STATUSES.flatMap((from) => DEPLOYMENT_STATUSES.map((to) => [from, to] as const));

describe("of each two statuses", () => {
  test.each(PAIRS)("%s to %s is as the table says", (from, to) => {
    const result = progressAfter({ status: from, percent: from === "succeeded" ? 100 : 30 }, { status: to });
    const refused = hasEnded(from) ? { status: "ended", as: from } : { status: "invalid" };
    const moved = { status: "moved", progress: { status: to, percent: to === "succeeded" ? 100 : 30 } };
    expect(result).toMatchObject(ALLOWED[from].includes(to) ? moved : refused);
  });

  test.each(DEPLOYMENT_STATUSES)("%s has ended, and went well, as it says", (status) => {
    const isOver = status !== "queued" && status !== "running";
    expect([hasEnded(status), successOf(status)]).toEqual([isOver, isOver ? status === "succeeded" : null]);
  });
});

test.each<[DeploymentStatus, number, Report, string, number]>([
  ["queued", 0, {}, "queued", 0],
  ["queued", 0, { percent: 0 }, "running", 0],
  ["queued", 0, { log: "Building\n" }, "running", 0],
  ["queued", 0, { log: "" }, "queued", 0],
  ["queued", 0, { status: "queued", log: "Waiting for a runner\n" }, "queued", 0],
  ["running", 40, { percent: 40 }, "running", 40],
  ["running", 40, { percent: 41 }, "running", 41],
  ["running", 40, { log: "more\n" }, "running", 40],
  ["running", 40, { status: "failed" }, "failed", 40],
  ["running", 40, { status: "succeeded", percent: 90 }, "succeeded", 100],
  ["succeeded", 100, { status: "succeeded", percent: 100 }, "succeeded", 100],
  ["failed", 40, {}, "failed", 40],
  ["failed", 40, { percent: 40, log: "" }, "failed", 40],
])("%s at %i with %o is %s at %i", (status, percent, report, after, at) => {
  expect(progressAfter({ status, percent }, report)).toEqual({
    status: "moved",
    progress: { status: after, percent: at },
  });
});

test.each<[DeploymentStatus, number, Report, object]>([
  ["running", 40, { percent: 39 }, { status: "invalid", fields: { percent: [expect.stringContaining("40")] } }],
  [
    "running",
    40,
    { status: "succeeded", percent: 39 },
    { status: "invalid", fields: { percent: [expect.anything()] } },
  ],
  [
    "running",
    40,
    { status: "queued" },
    { status: "invalid", fields: { status: [expect.stringContaining("running")] } },
  ],
  ["failed", 40, { percent: 41 }, { status: "ended", as: "failed" }],
  ["failed", 40, { status: "running" }, { status: "ended", as: "failed" }],
  ["failed", 40, { log: "late\n" }, { status: "ended", as: "failed" }],
  ["abandoned", 0, { status: "running" }, { status: "ended", as: "abandoned" }],
])("%s at %i with %o is refused", (status, percent, report, refusal) => {
  expect(progressAfter({ status, percent }, report)).toEqual(refusal);
});
