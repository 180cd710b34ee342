import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "../../client/answer";
import { Client } from "../../client/client";
import { findToken } from "../../client/find";
import type { Token, TokenWithSecret } from "../../client/types";
import type { Context } from "../../context";
import { EXIT, Failure, usageFailure } from "../../failure";
import { durationSeconds } from "../../output/time";
import { type Profile, saveProfile } from "../../settings/profiles";
import { checkEnvTarget, handToCommand, writeToEnv } from "./handover";

export type RotateOptions = {
  overlap?: string;
  replaceNow?: boolean;
  endOverlap?: boolean;
  exec?: string;
  toEnv?: string;
  wait?: string;
};

const PATH = "/iam/v3/access-tokens/";
const BETWEEN_LOOKS_MS = 1000;
const DEFAULT_WAIT = "10m";

/**
 * Give a token a new secret, and have it where it is needed. The one in use works on until the new one was used, and then for the overlap:
 * whatever fails on the way, the token has a secret that works and that somebody holds, and asking again goes on from there.
 */
export async function rotateToken(context: Context, idOrLabel: string, options: RotateOptions): Promise<void> {
  const { exec, toEnv, wait = DEFAULT_WAIT } = options;
  if (exec !== undefined && toEnv !== undefined)
    throw usageFailure("A new secret goes to a command or into a file, not both.");
  const waitSeconds = durationSeconds(wait);
  if (waitSeconds === undefined) throw usageFailure(`“${wait}” is not a time to wait.`, "Write 10m or 2h.");
  if (options.endOverlap) return await endOverlap(context, idOrLabel, options);
  const overlap = overlapOf(options);
  if (toEnv !== undefined) checkEnvTarget(toEnv);
  const token = await find(context, idOrLabel);
  const { profile } = context.account;
  if (profile?.uuid === token.uuid && exec === undefined && toEnv === undefined) {
    return await rotateOwn(context, profile, overlap);
  }
  const rotated = await rotate(context, `${token.uuid}`, overlap);
  if (toEnv !== undefined) writeToEnv(toEnv, rotated.access_token);
  else if (exec !== undefined) await hand(exec, rotated);
  tell(context, rotated, options);
  if (options.replaceNow) await useOnce(context, rotated);
  else if (exec !== undefined) await firstUse(context, rotated, waitSeconds);
}

/** The old secret of a rotation that is done stops working now. */
async function endOverlap(context: Context, idOrLabel: string, others: RotateOptions): Promise<void> {
  const { exec, toEnv, overlap, replaceNow } = others;
  if ([exec, toEnv, overlap, replaceNow].some((given) => given !== undefined)) {
    throw usageFailure("--end-overlap makes no new secret: it stands alone.");
  }
  const { uuid, label } = await find(context, idOrLabel);
  await context.client.ask("DELETE", `${PATH}${uuid}/retiring/`);
  context.output.note(`The old secret of “${label}” has ended.`);
}

function tell({ output }: Context, rotated: TokenWithSecret, { exec, toEnv, replaceNow }: RotateOptions): void {
  const isElsewhere = exec !== undefined || toEnv !== undefined;
  if (output.isJson) output.json(isElsewhere ? { ...rotated, access_token: null } : rotated);
  else if (!isElsewhere) output.line(rotated.access_token);
  if (replaceNow || exec !== undefined) return;
  output.note(
    `“${rotated.label}” has a new secret. The old one works until the new one is used, and then for the overlap.`,
  );
}

/** An answer that was lost has made a secret that nobody has: asking again replaces it, and never the one in use. */
async function rotate({ client }: Context, which: string, overlap: number | undefined): Promise<TokenWithSecret> {
  const body = overlap === undefined ? {} : { overlap };
  const ask = () => client.ask<TokenWithSecret>("POST", `${PATH}${which}/rotate/`, { body });
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Failure) || error instanceof Refusal || error.exitCode !== EXIT.network) throw error;
    return await ask();
  }
}

/** To replace now is an overlap of nothing that begins as soon as the new secret has its place: until then the old one is all there is. */
function overlapOf({ overlap, replaceNow }: RotateOptions): number | undefined {
  if (overlap !== undefined && replaceNow) throw usageFailure("With --replace-now there is no overlap.");
  if (replaceNow) return 0;
  if (overlap === undefined) return undefined;
  const seconds = overlap === "0" ? 0 : durationSeconds(overlap);
  if (seconds === undefined) throw usageFailure(`“${overlap}” is not an overlap.`, "Write 0, 1h, 24h, 3d or 7d.");
  return seconds;
}

async function find({ client }: Context, idOrLabel: string): Promise<Token> {
  return idOrLabel === "self" ? await client.get<Token>(`${PATH}self/`) : await findToken(client, idOrLabel);
}

async function hand(command: string, { label, access_token }: TokenWithSecret): Promise<void> {
  try {
    await handToCommand(command, access_token);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(error.exitCode, error.message, [
      `The old secret of “${label}” works on, and the new one was not kept. Ask again once the command works.`,
    ]);
  }
}

/** The first use, made here, ends the old secret. */
async function useOnce({ client, output }: Context, { label, access_token }: TokenWithSecret): Promise<void> {
  try {
    await new Client(client.host, access_token).get("/iam/v3/me/");
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(
      error.exitCode,
      `The new secret could not be used from here, so the old one works until it is used: ${error.message}`,
      error.hints,
    );
  }
  output.note(`“${label}” has a new secret, and the old one has ended.`);
}

/** Wait until the API has seen the new secret. */
async function firstUse({ client, output }: Context, rotated: Token, waitSeconds: number): Promise<void> {
  const hint = rotated.rotation.pending?.hint;
  output.note("Waiting for the first use of the new secret (Ctrl-C leaves it to itself).");
  for (const until = performance.now() + waitSeconds * 1000; performance.now() < until; await sleep(BETWEEN_LOOKS_MS)) {
    const { rotation } = await client.get<Token>(`${PATH}${rotated.uuid}/`);
    if (rotation.pending === null) return output.note(`The new secret of “${rotated.label}” is in use.`);
    if (rotation.pending.hint !== hint) {
      throw new Failure(
        EXIT.refused,
        "Somebody has rotated this token again: the secret that was handed over is no longer waited for.",
      );
    }
  }
  throw new Failure(EXIT.refused, "The new secret has not been used yet.", [
    "Nothing is lost: the old secret works on, and the new one waits for its first use for 7 days.",
  ]);
}

/**
 * The token that this client itself uses. Saved before anybody has used it: where that fails, the file has the old secret, which works.
 */
async function rotateOwn(context: Context, profile: Profile, overlap: number | undefined): Promise<void> {
  const { client, output } = context;
  const rotated = await rotate(context, "self", overlap);
  saveProfile({ ...profile, secret: rotated.access_token });
  await new Client(client.host, rotated.access_token).get("/iam/v3/me/");
  if (output.isJson) output.json({ ...rotated, access_token: null });
  output.note("This login has a new secret.");
}
