import type { Sentences } from "@/lib/action/sentence";

/** Why a password did not prove someone's identity. */
export const PASSWORD_REFUSALS = {
  wrong_password: "This isn’t your password.",
  slow_down: "Too many wrong passwords.",
  use_oidc: "Sign in again at the provider first.",
} as const satisfies Sentences<{ status: "wrong_password" | "slow_down" | "use_oidc" }>;

/** Why someone was not signed in. Whether there is an account is not told. */
export const SIGN_IN_REFUSALS = {
  wrong: "The e-mail address or password is wrong.",
} as const satisfies Sentences<{ status: "wrong" }>;
