import { SIGN_IN_REFUSALS } from "@/lib/session/refusals";
/**
 * Why signing in did not work, in plain words, for the code that next-auth or the provider's answer put into the address.
 * Anything unknown, which somebody may have typed there, gets the general sentence.
 */
export function refusalSentence(error: string, code: string | undefined, provider: string, brand: string): string {
  switch (error) {
    case "unknown_identity":
      return `No ${brand} account is connected to this ${provider} account. If you have one, sign in with your password and connect it under Security. If not, ask an administrator of your organisation for one.`;
    case "email_taken":
      return `There is a ${brand} account with this e-mail address already. Sign in with its password, then connect your ${provider} account under Security. If you don't know that password, choose a new one.`;
    case "email_unverified":
      return `${provider} does not confirm that the e-mail address is yours. Confirm it there, then try again.`;
    case "deactivated":
      return "This account was deactivated. An administrator of the platform can tell you why.";
    case "expired":
    case "InvalidCheck":
      return "This took too long, or was begun in another window. Try again.";
    case "OAuthCallbackError":
    case "OAuthCallback":
      return `Signing in with ${provider} was cancelled. Nothing has changed.`;
    case "CredentialsSignin":
      return code === "slow_down"
        ? "There were too many wrong passwords, so signing in is slowed down. Wait a minute, then try again."
        : SIGN_IN_REFUSALS.wrong;
    default:
      return "Signing in did not work. Try again; if it happens again, the operator finds the reason in the server's log.";
  }
}
