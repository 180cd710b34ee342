import { Refusal } from "../client/answer";
import type { Token } from "../client/types";
import type { Context } from "../context";
import { usageFailure } from "../failure";
import { removeProfile } from "../settings/profiles";
import { asRevoked } from "./token/answers";

const SELF = "/iam/v3/access-tokens/self/";

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
  const { uuid, label, host } = profile;
  // While it can still be asked for.
  const seen = output.isJson ? await unlessEnded(() => client.get<Token>(SELF)) : undefined;
  const revoking = profile.isGiven && !revoke ? undefined : await unlessEnded(() => client.send("DELETE", SELF));
  removeProfile(profile.name);
  output.note(`Logged out of ${host}: ${becameOf(label, revoking)}`);
  if (seen === undefined) return;
  if ("ended" in seen) output.json({ uuid, label });
  else
    output.json(revoking !== undefined && "answer" in revoking ? asRevoked(seen.answer, revoking.answer) : seen.answer);
}

type UnlessEnded<Answer> = { answer: Answer } | { ended: string };

/** What a token is answered, or how it has ended already. */
async function unlessEnded<Answer>(ask: () => Promise<Answer>): Promise<UnlessEnded<Answer>> {
  try {
    return { answer: await ask() };
  } catch (error) {
    const code = error instanceof Refusal && error.status === 401 ? error.problem?.code : undefined;
    const ended = code === undefined ? undefined : ENDED[code];
    if (ended === undefined) throw error;
    return { ended };
  }
}

function becameOf(label: string, revoking: UnlessEnded<unknown> | undefined): string {
  if (revoking === undefined) return `“${label}” still works. To revoke it as well: latchkey logout --revoke`;
  return "ended" in revoking ? revoking.ended : "its token is revoked.";
}
