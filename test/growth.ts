/**
 * How much more processor time something takes when its input is eight times as large: about 8 where it grows with the input, 64 where
 * it grows with its square. A ratio, so that a slow or busy machine changes nothing.
 * @param run does it with an input of this size
 */
export async function growth(size: number, run: (size: number) => unknown): Promise<number> {
  // The first round compiles it.
  for (let round = 0; round < 2; round++) await run(size);
  const [small, large] = [await least(size, run), await least(8 * size, run)];
  return large / small;
}

/** The least of some rounds, in microseconds: what else the process did in the others is no part of it. */
async function least(size: number, run: (size: number) => unknown): Promise<number> {
  let micros = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    const before = process.cpuUsage();
    await run(size);
    const { user, system } = process.cpuUsage(before);
    micros = Math.min(micros, user + system);
  }
  return Math.max(micros, 1);
}
