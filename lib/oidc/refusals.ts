import type { Sentences } from "@/lib/action/sentence";

/** Why an identity was not taken off an account. */
export const IDENTITY_REFUSALS = {
  last_way_in: "This is the only way to sign in to your account, which has no password.",
} as const satisfies Sentences<{ status: "last_way_in" }>;
