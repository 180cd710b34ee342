import type { Sentences } from "@/lib/action/sentence";

/** Why a password was not changed. */
export const CHANGE_PASSWORD_REFUSALS = {
  wrong_password: "This isn’t your current password.",
} as const satisfies Sentences<{ status: "wrong_password" }>;

/** Why no link for a new password was mailed. */
export const RESET_REFUSALS = {
  mail_off: "This instance doesn’t send mail. Reload the page to see who to ask.",
} as const satisfies Sentences<{ status: "mail_off" }>;

// Each of these is about another field too.
export const SAME_PASSWORD = "This is already your password.";
export const OBVIOUS_PASSWORD = "Choose a password other than your e-mail address or our name.";
