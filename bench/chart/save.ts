import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Summary } from "../table/summary";
import { drawBars } from "./chart";

/** What the README shows of a run, in this order, and what it is called there. */
const SHOWN: readonly (readonly [name: string, title: string, isOurs: boolean])[] = [
  ["bare", "node:http, no check", false],
  ["map", "SHA-256 and a Map lookup", false],
  ["lookup", "a prepared PostgreSQL lookup", false],
  ["next-handler", "a bare Next.js route handler", false],
  ["verify", "/api/verify", true],
  ["introspect", "/oauth/introspect", true],
  ["me", "/iam/v3/me/", true],
  ["list", "a list of 100 tokens", true],
  ["create", "create a token", true],
  ["better-auth", "Better Auth, API key", false],
  ["oidc-provider", "oidc-provider, introspection", false],
];

/** Draw the chart of the README, for both themes. */
export function saveCharts(summaries: readonly Summary[]): void {
  const bars = SHOWN.flatMap(([name, title, isOurs]) => {
    const summary = summaries.find((one) => one.name === name);
    return summary === undefined || summary.rate === 0 ? [] : [{ title, value: summary.rate, isOurs }];
  });
  for (const theme of ["light", "dark"] as const) {
    const file = path.resolve(import.meta.dirname, "../../docs/images", `speed-${theme}.svg`);
    writeFileSync(file, drawBars("Requests a second on one core, more is better", bars, theme));
  }
}
