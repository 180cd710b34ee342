import { digits } from "../table/print";
import { BELIEVED_MS, type Outcome } from "./client";

export type Outage = { name: string; title: string; clients: readonly ({ title: string } & Outcome)[] };

/** What is promised, in milliseconds: how soon a 503 comes once nothing is believed, and how soon all is well again. */
const [REFUSED_MS, BACK_MS] = [1_000, 2_000];

/** What was promised of an outage and not kept, in words. */
export function brokenPromises(outcome: Outcome): string[] {
  const { lastAllowed, slowestRefusal, slowestLater, refusals, back, others } = outcome;
  const isSlow = slowestLater > REFUSED_MS || slowestRefusal > BELIEVED_MS + REFUSED_MS;
  return [
    ...(refusals === 0 ? ["was never told to come later"] : []),
    ...(lastAllowed > BELIEVED_MS ? ["was let in for too long"] : []),
    ...(isSlow ? ["waited for too long"] : []),
    ...(back > BACK_MS ? ["was back too late"] : []),
    ...(others.length > 0 ? [`was answered ${[...new Set(others)].join(", ")}`] : []),
  ];
}

export function printOutages(outages: readonly Outage[]): string {
  const head = ["milliseconds", "let in for", "503s", "slowest", "later", "back after", ""];
  const lines = outages.flatMap(({ title, clients }) => [
    [title, "", "", "", "", "", ""],
    ...clients.map((client) => [
      `  ${client.title}`,
      digits(client.lastAllowed),
      String(client.refusals),
      digits(client.slowestRefusal),
      digits(client.slowestLater),
      digits(client.back),
      brokenPromises(client).join(", ") || "✓",
    ]),
  ]);
  const all = [head, ...lines];
  const widths = head.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  const cell = (text: string, column: number) =>
    column === 0 || column === 6 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  return all.map((line) => line.map(cell).join("  ").trimEnd()).join("\n");
}
