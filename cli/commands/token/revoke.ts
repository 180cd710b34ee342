import { findTokenOrSelf } from "../../client/find";
import type { Token } from "../../client/types";
import type { Context } from "../../context";
import { Failure } from "../../failure";
import { confirm } from "../../input";
import { Progress } from "../../output/progress";
import { asRevoked } from "./answers";

export type RevokeOptions = { reason?: string; yes?: boolean };

const PATH = "/iam/v3/access-tokens/";

/** Revoke tokens, each for itself: one that fails keeps none of the others alive. */
export async function revokeTokens(
  context: Context,
  named: readonly string[],
  { reason, yes }: RevokeOptions,
): Promise<void> {
  const { client, output } = context;
  const tokens: Token[] = [];
  for (const one of named) tokens.push(await findTokenOrSelf(client, one));
  await confirm(
    `Revoke ${namesOf(tokens)}? Everything that uses ${tokens.length === 1 ? "it" : "them"} stops working immediately.`,
    {
      yes,
    },
  );
  const progress = new Progress(output, "Revoking", tokens.length);
  const failed: Failure[] = [];
  const revoked: Token[] = [];
  // What this client itself uses comes last.
  for (const token of tokens.toSorted((a, b) => Number(isOwn(context, a)) - Number(isOwn(context, b)))) {
    try {
      const asking = reason === undefined ? {} : { query: { reason } };
      revoked.push(asRevoked(token, await client.send("DELETE", `${PATH}${token.uuid}/`, asking)));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failed.push(error);
      output.warn(`“${token.label}” was not revoked: ${error.message}`);
    }
    progress.step();
  }
  progress.end();
  const [first] = failed;
  // Also where nobody reads what comes next.
  if (first !== undefined) process.exitCode = first.exitCode;
  if (output.isJson) output.json(revoked);
  if (first !== undefined)
    throw new Failure(first.exitCode, `${failed.length} of ${tokens.length} could not be revoked.`);
  output.note(tokens.length === 1 ? `Revoked ${namesOf(tokens)}.` : `Revoked ${tokens.length} tokens.`);
}

function namesOf(tokens: readonly Token[]): string {
  return tokens.map(({ label, hint }) => `“${label}” (${hint})`).join(", ");
}

function isOwn({ account }: Context, { uuid }: Token): boolean {
  return account.profile?.uuid === uuid;
}
