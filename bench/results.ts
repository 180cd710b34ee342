import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Options } from "./options";

/** Keep what was measured, for whoever reads the figures in the README: a part of it apart. @returns where */
export function saveResults(name: string, results: unknown, { only }: Pick<Options, "only">): string {
  const folder = path.join(import.meta.dirname, "results");
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}${only.length === 0 ? "" : "-part"}.json`);
  writeFileSync(file, `${JSON.stringify(results, (_, value) => rounded(value), 2)}\n`);
  return path.relative(process.cwd(), file);
}

/** Four digits that count: what comes behind is noise. */
function rounded(value: unknown): unknown {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}
