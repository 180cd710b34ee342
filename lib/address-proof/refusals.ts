import type { Sentences } from "@/lib/action/sentence";

/** Why an address was not confirmed. The holder of the mail need not be signed in. */
export const CONFIRM_ADDRESS_REFUSALS = {
  wrong_password: "This is not the password of this account.",
} as const satisfies Sentences<{ status: "wrong_password" }>;
