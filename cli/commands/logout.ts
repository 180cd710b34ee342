import { Refusal } from "../client/answer";
import type { Context } from "../context";
import { usageFailure } from "../failure";
import { removeProfile } from "../settings/profiles";

/** What an instance says of a secret that has ended, and what that means for its token. */
const ENDED: Readonly<Record<string, string>> = {
  token_expired: "its token has expired.",
  token_revoked: "its token was already revoked.",
  token_retired: "its secret was already replaced. The token may still work with the new one.",
  owner_deactivated: "its owner is deactivated.",
  invalid_token: "the instance doesn't know its token.",
};

/**
 * End a login: its token is revoked, and then forgotten here. One that has ended already is forgotten as well. A token that was created
 * elsewhere may be in use elsewhere, and is revoked only on demand.
 */
export async function logout({ account, client, output }: Context, { revoke }: { revoke?: boolean }): Promise<void> {
  const { profile } = account;
  if (profile === undefined) {
    throw usageFailure("LATCHKEY_TOKEN is set, which is not a login.", "To revoke it: latchkey token revoke self");
  }
  const became =
    profile.isGiven && !revoke ? `“${profile.label}” still works. To revoke it: latchkey logout --revoke` : await end();
  removeProfile(profile.name);
  if (output.isJson) output.json({ profile: profile.name, host: profile.host });
  output.note(`Logged out of ${profile.host}: ${became}`);

  async function end(): Promise<string> {
    try {
      await client.ask("DELETE", "/iam/v3/access-tokens/self/");
      return "its token was revoked.";
    } catch (error) {
      const code = error instanceof Refusal && error.status === 401 ? error.problem?.code : undefined;
      const ended = code === undefined ? undefined : ENDED[code];
      if (ended === undefined) throw error;
      return ended;
    }
  }
}
