import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, expect } from "vitest";
import { cleanUp, endLeftovers, type Launched, makeDataDir, postgresOf } from "./launch";

/** A data folder of its own for a file whose tests tell one story on it, in order. Everything ends with the file. */
export function beginStory() {
  const dataDir = makeDataDir();
  afterEach(endLeftovers);
  afterAll(() => cleanUp(dataDir));
  return {
    dataDir,
    settings: { DATA_DIR: dataDir },
    /** End the server, and its PostgreSQL with it. The promise is 5 seconds for the whole stop. */
    stopped: async (server: Launched, name: NodeJS.Signals = "SIGTERM"): Promise<void> => {
      const begun = Date.now();
      server.kill(name);
      expect(await server.ended()).toBe(0);
      expect(Date.now() - begun).toBeLessThan(5000);
      expect(postgresOf(dataDir)).toBeUndefined();
    },
    /** What PostgreSQL has written. */
    logOf: () => readFileSync(path.join(dataDir, "postgres.log"), "utf8"),
  };
}

export async function healthOf(server: Launched): Promise<number> {
  return (await fetch(`${server.url}/api/health`)).status;
}
