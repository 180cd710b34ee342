import { expect, test } from "vitest";
import { type Measured, type Round, trafficOf } from "./measure";
import { limitedByLoad, renderTable } from "./print";
import type { Row } from "./row";
import { summarise } from "./summary";

const row = (given: Partial<Row> & { name: string }): Row => ({
  title: given.name,
  server: "map",
  shape: { method: "GET", path: "/" },
  ...given,
});
const round = (given: Partial<Round>): Round => ({
  ...{ requests: 100, seconds: 1, p50: 1, p99: 2, max: 3, firstByteP50: 1, bytes: 10, statuses: {}, broken: 0 },
  ...{ freshUsed: 0, serverSeconds: 0.5, databaseSeconds: 0.25, loadSeconds: 0.1 },
  ...given,
});

test("a ratio is that of two neighbours in time, so that a busy round does not count for one of them alone", () => {
  const first: Measured = {
    row: row({ name: "first" }),
    rounds: [100, 10, 100].map((requests) => round({ requests })),
  };
  const other: Measured = {
    row: row({ name: "other", against: "first", least: 0.5 }),
    rounds: [60, 6, 60].map((requests) => round({ requests })),
  };
  const [, summary] = summarise([first, other]);
  expect(summary).toMatchObject({ against: "first", ratio: 0.6, rate: 60 });
});

test("processor time is that of all rounds by all requests", () => {
  const [summary] = summarise([{ row: row({ name: "one" }), rounds: [round({}), round({ requests: 300 })] }]);
  expect(summary).toMatchObject({ serverMicros: 2_500, databaseMicros: 1_250 });
});

test("a row that is compared with one that was not measured has no ratio", () => {
  const [summary] = summarise([{ row: row({ name: "one", against: "other", least: 2 }), rounds: [round({})] }]);
  expect(summary?.ratio).toBeUndefined();
  expect(renderTable(summary ? [summary] : [], [])).not.toMatch(/[✓✗]/);
});

test("the table says of each target whether it is reached", () => {
  const summaries = summarise([
    { row: row({ name: "map" }), rounds: [round({})] },
    { row: row({ name: "verify", against: "map", least: 0.6, tail: 6 }), rounds: [round({ requests: 50, p99: 7 })] },
  ]);
  const figures = [{ name: "memory", title: "memory", value: "1.2 KiB", target: "< 1.5 KiB", reached: true }];
  const table = renderTable(summaries, figures, [{ title: "introspection", missing: "not there" }]);
  expect(table).toMatch(/^verify .* 0\.50 × map +≥ 0\.6 +✗$/m);
  expect(table).toMatch(/7\.00 × p50 +p99 < 6 × p50 +✗$/m);
  expect(table).toMatch(/^memory +1\.2 KiB +< 1\.5 KiB +✓$/m);
  expect(table).toMatch(/^introspection +not there$/m);
});

test("a row for which the load generator works as much as its server is told of", () => {
  const summaries = summarise([
    { row: row({ name: "bare" }), rounds: [round({ serverSeconds: 0.1, databaseSeconds: 0, loadSeconds: 0.1 })] },
    { row: row({ name: "ours" }), rounds: [round({})] },
  ]);
  expect(limitedByLoad(summaries)).toEqual(["bare"]);
});

test("fresh secrets follow those that were taken before, and end where the tokens end", () => {
  const of = row({ name: "hits-0", traffic: { hot: { from: 0, count: 1_000 }, fresh: 100 } });
  expect(trafficOf(of, 100_000, 500)).toMatchObject({ fresh: { from: 1_500, count: 98_500, share: 1 } });
  expect(() => trafficOf(of, 1_500, 500)).toThrow("fresh");
});
