import { duration } from "@/lib/time/relative";
import { OVERLAP_CHOICES } from "./rotation";

/** How long an overlap lasts: in the words that were chosen from or, as the API may set it, in the nearest unit. */
export function overlapLabel(seconds: number): string {
  const choice = OVERLAP_CHOICES.find((one) => one.seconds > 0 && one.seconds === seconds);
  return choice?.words ?? (seconds < 60 ? `${seconds} ${seconds === 1 ? "second" : "seconds"}` : duration(seconds));
}
