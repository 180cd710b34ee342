import type { Context } from "../context";
import { EXIT, Failure, usageFailure } from "../failure";
import { removeProfile } from "../settings/profiles";

/** End a login: its token is revoked, and then forgotten here. One that has ended already is forgotten as well. */
export async function logout({ account, client, output }: Context): Promise<void> {
  const { profile } = account;
  if (profile === undefined) {
    throw usageFailure(
      "LATCHKEY_TOKEN is set: that token is no login of this client.",
      "End it: latchkey token revoke self",
    );
  }
  try {
    await client.ask("DELETE", "/iam/v3/access-tokens/self/");
  } catch (error) {
    if (!(error instanceof Failure) || error.exitCode !== EXIT.authentication) throw error;
  }
  removeProfile(profile.name);
  if (output.isJson) output.json({ profile: profile.name, host: profile.host });
  output.note(`Logged out of ${profile.host}: its token is revoked.`);
}
