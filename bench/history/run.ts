import { createToken, createUser } from "@/test/fixtures";
import { Connection } from "../load/connection";
import { renderRequest } from "../load/requests";
import { describeFacts, factsOf } from "../machine/facts";
import type { Options } from "../options";
import { saveResults } from "../results";
import { openArena } from "./arena";
import { findViolations, type Operation } from "./check";
import { record } from "./record";
import { createWorld } from "./world";

/** What an ending may take to be known elsewhere, whatever is broken: see SECURITY.md. */
const BOUND_MS = 5_000;
const CLIENTS = 8;
const SHOWN = 20;
const VERIFY = "/api/verify";

/**
 * Record what several clients see of two instances while things break, and say what of it was promised not to happen. Ends with exit code 1
 * when there is anything.
 */
export async function runHistory(options: Options): Promise<void> {
  const { operations, save } = options;
  const arena = await openArena();
  try {
    const facts = await factsOf(arena.url, undefined);
    console.log(`${describeFacts(facts)}\n`);
    const [first] = arena.instances;
    const { secret } = await createToken(arena.db, await createUser(arena.db));
    const world = await createWorld(arena.db, (await hasVerify(first?.port ?? 0, secret)) ? VERIFY : undefined);
    const begun = performance.now();
    const { history, ways } = await record({ ...arena, ...world, clients: CLIENTS, operations });
    const seconds = (performance.now() - begun) / 1000;
    const violations = findViolations(history, BOUND_MS);
    const counts = countsOf(history);
    console.log(
      `${history.length.toLocaleString("en")} operations by ${CLIENTS} clients in ${seconds.toFixed(0)} s, while these came in turns:`,
    );
    for (const { name } of arena.faults) console.log(`  ${name}`);
    console.log(
      Object.entries(counts)
        .map(([what, count]) => `${count.toLocaleString("en")} ${what}`)
        .join(", "),
    );
    console.log(`Acknowledged: ${[...ways].map(([way, count]) => `${way} × ${count}`).join(", ")}`);
    console.log(violations.length === 0 ? "No violation." : `${violations.length} violations:`);
    for (const violation of violations.slice(0, SHOWN)) console.log(JSON.stringify(violation));
    if (violations.length > 0) process.exitCode = 1;
    if (save) {
      const faults = arena.faults.map(({ name }) => name);
      const results = {
        facts,
        boundMs: BOUND_MS,
        clients: CLIENTS,
        seconds,
        counts,
        ways: Object.fromEntries(ways),
        faults,
      };
      console.log(`Kept in ${saveResults("history", { ...results, violations: violations.length }, options)}`);
    }
  } finally {
    await arena.close();
  }
}

/** How many operations there are of each kind. */
export function countsOf(history: readonly Operation[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const operation of history) {
    const what =
      operation.type === "check"
        ? operation.outcome
        : operation.acknowledgedAt === undefined
          ? "endings without an answer"
          : "acknowledged endings";
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return counts;
}

async function hasVerify(port: number, secret: string): Promise<boolean> {
  const connection = new Connection(port);
  const headers = { Authorization: `Bearer ${secret}` };
  const { status } = await connection.ask(renderRequest({ method: "GET", path: VERIFY, headers }, port));
  connection.close();
  return status === 200;
}
