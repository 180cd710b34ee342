import { db } from "@/db/database";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { confirmPassword } from "./reauthenticate";
import { PASSWORD_REFUSALS } from "./refusals";

/** How a person still has to prove their identity. `message` says what was wrong with the last try. */
export type ProofRefusal = {
  status: "reauthentication_required";
  method: "password" | "oidc";
  message?: string;
  retryAt?: string;
};

/** Take the form's password, if it carries one, as a fresh proof of identity. Without one the principal is unchanged. */
export async function reauthenticate(
  principal: SessionPrincipal,
  form: FormData,
): Promise<{ status: "proved"; principal: SessionPrincipal } | ProofRefusal> {
  const password = form.get("password");
  if (typeof password !== "string" || password === "") return { status: "proved", principal };
  const result = await confirmPassword(db, principal, password);
  switch (result.status) {
    case "confirmed":
      return {
        status: "proved",
        principal: { ...principal, session: { ...principal.session, authenticatedAt: principal.now } },
      };
    case "wrong_password":
      return { status: "reauthentication_required", method: "password", message: PASSWORD_REFUSALS.wrong_password };
    case "slow_down":
      return {
        status: "reauthentication_required",
        method: "password",
        message: PASSWORD_REFUSALS.slow_down,
        retryAt: result.retryAt.toISOString(),
      };
    case "use_oidc":
      return { status: "reauthentication_required", method: "oidc" };
  }
}

/** Ask for a proof, in the way that the person signed in. */
export function askReauthentication(principal: SessionPrincipal): ProofRefusal {
  return { status: "reauthentication_required", method: principal.session.method };
}
