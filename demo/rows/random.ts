import { v7 as uuidv7 } from "uuid";

/** Reproducible random numbers: the demo looks alike wherever and whenever it is filled. Never for secrets. */
export type Chance = {
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number;
  /** An identifier as if it had been made at this moment. */
  uuidAt(moment: Date): string;
};

/** mulberry32: small, and good enough to scatter times of day. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    between,
    uuidAt: (moment) =>
      uuidv7({ msecs: moment.getTime(), random: Uint8Array.from({ length: 16 }, () => between(0, 255)) }),
  };
}
