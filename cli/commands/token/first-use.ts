import { setTimeout as sleep } from "node:timers/promises";
import { hintOf } from "@/lib/access-token/secret/secret";
import { isPassing, Refusal } from "../../client/answer";
import { Client } from "../../client/client";
import type { Token, TokenWithSecret } from "../../client/types";
import { useOnce } from "../../client/use-once";
import type { Context } from "../../context";
import { EXIT, Failure } from "../../failure";

const PATH = "/iam/v3/access-tokens/";
const BETWEEN_LOOKS_MS = 1000;
// What instances promise of a secret that waits.
const WAITS_MS = 7 * 24 * 60 * 60 * 1000;

/** When a secret ends that nobody uses, as a sentence. */
export function unlessUsed(createdAt: string): string {
  const end = new Date(new Date(createdAt).getTime() + WAITS_MS);
  return `Use it before ${end.toISOString().slice(0, 16).replace("T", " ")} UTC, or it lapses.`;
}

/**
 * Use a secret that has its place in a file; where it cannot be used from here, say until when somebody has to.
 * @returns whether it was used
 */
export async function useOrSay({ client, output }: Context, rotated: TokenWithSecret, file: string): Promise<boolean> {
  const { label, access_token, rotation } = rotated;
  try {
    await useOnce(client.host, access_token);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const hints = rotation.pending === null ? [] : [unlessUsed(rotation.pending.created_at)];
    const sentence = `The new secret is in ${file}, but it could not be used from here: ${error.message}`;
    // It is meant for other places than this one.
    if (error instanceof Refusal && error.status === 403) {
      output.warn([sentence, ...hints].join(" "));
      return false;
    }
    throw new Failure(error.exitCode, sentence, [
      ...hints,
      "The old secret works until then. Try again: the client continues from there.",
      ...error.hints,
    ]);
  }
  output.note(`“${label}” has a new secret, which is in ${file}. The old one works for the overlap.`);
  return true;
}

/** Wait until the API has seen the new secret. */
export async function firstUse(
  { client, output, account }: Context,
  which: string,
  rotated: TokenWithSecret,
  waitSeconds: number,
): Promise<void> {
  const { label, rotation } = rotated;
  const pending = rotation.pending;
  if (pending === null) throw new Failure(EXIT.network, `${client.host} responded without a pending secret.`);
  output.note("Waiting for the first use of the new secret (press Ctrl-C to stop waiting).");
  let asking = client;
  let path = `${PATH}${which}/`;
  const isOwn = which === "self" || hintOf(account.secret) === rotated.hint;
  let away: Failure | undefined;
  for (const until = performance.now() + waitSeconds * 1000; performance.now() < until; await sleep(BETWEEN_LOOKS_MS)) {
    try {
      const token = await asking.get<Token>(path);
      away = undefined;
      // A token that has ended keeps the secret that waited, which works no more.
      if (token.status !== "active") throw endedUnused(label, `The token is ${token.status}.`);
      if (token.rotation.pending?.hint === pending.hint) continue;
      if (token.hint !== pending.hint)
        throw endedUnused(label, "Someone has rotated the token again, or cancelled this rotation.");
      return output.note(`The new secret of “${label}” is in use.`);
    } catch (error) {
      if (isPassing(error) && error instanceof Failure) away = error;
      // The old secret has ended, which the first use of the new one does where there is no overlap.
      else if (isOwn && asking === client && isOver(error)) {
        asking = new Client(client.host, rotated.access_token);
        path = `${PATH}self/`;
      } else throw error;
    }
  }
  throw new Failure(EXIT.refused, "The new secret has not been used yet.", [
    ...(away === undefined ? [] : [away.message]),
    `The old secret of “${label}” keeps working. ${unlessUsed(pending.created_at)}`,
  ]);
}

function endedUnused(label: string, why: string): Failure {
  return new Failure(EXIT.refused, `The new secret of “${label}” ended before it was used.`, [why]);
}

function isOver(error: unknown): boolean {
  return error instanceof Refusal && error.problem?.code === "token_retired";
}
