import type { Sentences } from "@/lib/action/sentence";

/** Why a password was not changed. */
export const CHANGE_PASSWORD_REFUSALS = {
  wrong_password: "This is not your current password.",
} as const satisfies Sentences<{ status: "wrong_password" }>;

/** Why no link for a new password was mailed. */
export const RESET_REFUSALS = {
  mail_off: "This instance sends no mail. Reload the page: it says whom to ask.",
} as const satisfies Sentences<{ status: "mail_off" }>;

// Each of these is about another field too.
export const SAME_PASSWORD = "This is the password you have now.";
export const OBVIOUS_PASSWORD = "Choose something that is not your e-mail address or our name.";
