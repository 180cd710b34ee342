/**
 * Loaded into a server under test by NODE_OPTIONS: at SIGUSR2 it collects garbage and writes what is left into the file that
 * BENCH_HEAP names.
 */
const { renameSync, writeFileSync } = require("node:fs");
const { setFlagsFromString } = require("node:v8");
const { runInNewContext } = require("node:vm");

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

process.on("SIGUSR2", () => {
  // What one collection frees may hold on to what the next one can free.
  for (let n = 0; n < 3; n++) collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  const file = process.env.BENCH_HEAP;
  writeFileSync(`${file}.unfinished`, JSON.stringify({ bytes: heapUsed + external, rss }));
  renameSync(`${file}.unfinished`, file);
});
