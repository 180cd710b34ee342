import { providePostgres } from "@/test/database/postgres";
import { describeFacts, factsOf } from "../machine/facts";
import type { Options } from "../options";
import { saveResults } from "../results";
import { openRotations } from "./arena";
import { recordRotations } from "./record";

/** Rotate a token a few thousand times by the command line client, while everything breaks. Ends with exit code 1 when a promise is broken. */
export async function runRotations(options: Options): Promise<void> {
  const stopPostgres = await providePostgres();
  const arena = await openRotations(1);
  try {
    const [story] = arena.stories;
    if (story === undefined) throw new Error("no story was opened");
    const facts = await factsOf(arena.databaseUrl, undefined);
    console.log(`${describeFacts(facts)}\n`);
    const begun = performance.now();
    const seen = await recordRotations({ ...story, rotations: options.times });
    const seconds = (performance.now() - begun) / 1000;
    const { refused, printed, faults, requests } = seen;
    console.log(
      `${seen.rotations} rotations in ${seconds.toFixed(0)} s, and ${requests.toLocaleString("en")} requests of three consumers meanwhile.`,
    );
    console.log(
      `${faults.lostAnswers} answers lost, ${faults.killedClients} clients and ${faults.killedServers} servers killed, ${faults.failedCommands} commands failed.`,
    );
    console.log(`Refused: ${refused.length}. Secrets printed: ${printed.length}.`);
    for (const each of [...refused, ...printed].slice(0, 10)) console.log(each);
    if (refused.length + printed.length > 0) process.exitCode = 1;
    if (options.save) {
      const results = { facts, seconds, ...seen, refused: refused.length, printed: printed.length };
      console.log(`Kept in ${saveResults("rotations", results, options)}`);
    }
  } finally {
    await arena.close();
    await stopPostgres();
  }
}
