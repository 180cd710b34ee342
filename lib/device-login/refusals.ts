import type { Sentences } from "@/lib/action/sentence";
import type { SlowDown } from "@/lib/session/throttle";

/** Why so many codes are not tried. How long follows. */
export const CODES_TRIED = "Too many wrong codes.";

/** Where nobody said that the terminal shows the same code. */
export const NOT_COMPARED = "Compare the code with the one in your terminal, then tick this box.";

/** Why nothing was decided about a login. */
export const DECIDE_REFUSALS = {
  unknown_code:
    "No login is waiting for this code. Check it, or start again in the terminal: codes work once, for 15 minutes.",
  slow_down: `${CODES_TRIED} Wait a moment, then try again.`,
} as const satisfies Sentences<{ status: "unknown_code" } | SlowDown>;
