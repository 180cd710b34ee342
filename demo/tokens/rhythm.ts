import type { Chance } from "@/demo/rows/random";

/**
 * How requests fall upon days: people and their pipelines rest at weekends, servers do not, a nightly job asks as often each
 * night, and some things are used once in a while.
 */
export type Rhythm = "office" | "steady" | "nightly" | "now_and_then";

const SUNDAY = 0;
const SATURDAY = 6;

/** The requests of one day, of `perDay` on average. */
export function requestsOn(day: Date, rhythm: Rhythm, perDay: number, { between }: Chance): number {
  const weekday = day.getUTCDay();
  const resting = weekday === SUNDAY || weekday === SATURDAY;
  const scattered = (percentLeast: number, percentMost: number) =>
    Math.round((perDay * between(percentLeast, percentMost)) / 100);
  switch (rhythm) {
    case "office":
      if (resting) return between(1, 100) <= 22 ? scattered(4, 18) : 0;
      // A release now and then; Fridays are quiet.
      return (
        scattered(55, 150) + (between(1, 100) <= 9 ? scattered(70, 130) : 0) - (weekday === 5 ? scattered(5, 35) : 0)
      );
    case "steady":
      return scattered(86, 112) - (resting ? scattered(12, 20) : 0);
    case "nightly":
      return scattered(97, 104);
    case "now_and_then":
      return !resting && between(1, 100) <= 24 ? scattered(60, 240) : 0;
  }
}
