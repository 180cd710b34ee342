import { duration } from "@/lib/time/relative";
import { OVERLAP_CHOICES } from "./rotation";

/** The length of an overlap: as the select says it or, for other values set over the API, in the nearest unit. */
export function overlapLabel(seconds: number): string {
  const choice = OVERLAP_CHOICES.find((one) => one.seconds > 0 && one.seconds === seconds);
  return choice?.words ?? (seconds < 60 ? `${seconds} ${seconds === 1 ? "second" : "seconds"}` : duration(seconds));
}
