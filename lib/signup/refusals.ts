import type { Sentences } from "@/lib/action/sentence";

const CLOSED = "Sign-up is closed now. Reload the page to see who to ask.";

/** Why no link to sign up was mailed. */
export const SIGN_UP_REFUSALS = { closed: CLOSED, mail_off: CLOSED } as const satisfies Sentences<{
  status: "closed" | "mail_off";
}>;
