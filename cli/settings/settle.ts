import { Refusal } from "../client/answer";
import { useOnce } from "../client/use-once";
import { Failure } from "../failure";
import { findProfile, type Profile, saveProfile } from "./profiles";

// It has lapsed, or was cancelled or replaced. Whatever else is said is about the token, and holds for both.
const OVER = new Set(["token_retired", "invalid_token"]);

/**
 * The secret of a login whose rotation was cut short: the new one where it works, which is its first use, else the old one. The file keeps
 * that one alone from then on.
 * @throws Failure where that cannot be found out, and the file is as it was
 */
export async function settle(profile: Profile): Promise<string> {
  const { host, secret, pending } = profile;
  if (pending === undefined) return secret;
  try {
    await useOnce(host, pending);
  } catch (error) {
    if (!(error instanceof Refusal) || !OVER.has(error.problem?.code ?? "")) throw error;
    return keepAlone(profile, secret);
  }
  return keepAlone(profile, pending);
}

/** One of the secrets of a login, which has no other one from then on. Where the file cannot be written, the next run does this again. */
export function keepAlone(profile: Profile, secret: string): string {
  try {
    // Another login may have its name by now.
    if (findProfile(profile.name)?.pending === profile.pending) saveProfile({ ...profile, secret, pending: undefined });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
  return secret;
}
