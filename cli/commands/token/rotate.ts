import { Refusal } from "../../client/answer";
import { findTokenOrSelf } from "../../client/find";
import type { Token, TokenWithSecret } from "../../client/types";
import { useOnce } from "../../client/use-once";
import type { Context } from "../../context";
import { EXIT, Failure, usageFailure } from "../../failure";
import { jsonText } from "../../output/text";
import { durationSeconds } from "../../output/time";
import { findProfile, type Profile, saveProfile } from "../../settings/profiles";
import { keepAlone } from "../../settings/settle";
import { withoutSecret } from "./answers";
import { type Asked, askRotation } from "./ask-rotation";
import { firstUse, unlessUsed, useOrSay } from "./first-use";
import { handToCommand } from "./handover";
import { rotateInFile } from "./rotate-in-file";

export type RotateOptions = {
  overlap?: string;
  replaceNow?: boolean;
  endOverlap?: boolean;
  again?: boolean;
  exec?: string;
  toEnv?: string;
  wait?: string;
};

const PATH = "/iam/v3/access-tokens/";
const DEFAULT_WAIT = "10m";

/**
 * Give a token a new secret, and have it where it is needed. The one in use works on until the new one was used, and then for the overlap:
 * whatever fails on the way, the token has a secret that works and that somebody holds, and asking again goes on from there.
 */
export async function rotateToken(context: Context, idOrLabel: string, options: RotateOptions): Promise<void> {
  const { exec, toEnv, wait = DEFAULT_WAIT, again, replaceNow } = options;
  if (exec !== undefined && toEnv !== undefined) throw usageFailure("Use --exec or --to-env, not both.");
  const waitSeconds = durationSeconds(wait);
  if (waitSeconds === undefined) throw usageFailure(`“${wait}” is not a duration.`, "Use 10m or 2h.");
  if (options.endOverlap) return await endOverlap(context, idOrLabel, options);
  const overlap = overlapOf(options);
  const token = await findTokenOrSelf(context.client, idOrLabel);
  const asked = { token, which: idOrLabel === "self" ? "self" : token.uuid, overlap };
  if (context.account.profile?.uuid === token.uuid) {
    if (exec === undefined && toEnv === undefined) return await rotateOwn(context, { ...asked, which: "self" });
    throw usageFailure(
      "This login uses that token, and would be left with a secret that ends.",
      "Rotate it for this login only: latchkey token rotate self",
    );
  }
  if (toEnv !== undefined) return await rotateInFile(context, asked, toEnv);
  if (replaceNow && exec === undefined && !process.stdout.isTTY) {
    throw usageFailure(
      "With --replace-now, the old secret would end before the new one is in place.",
      "Use --to-env or --exec to put it there first.",
    );
  }
  refuseWhileWaiting(token, again);
  const rotated = await askRotation(context, asked);
  if (exec === undefined) return print(context, rotated, options);
  await hand(exec, rotated);
  if (context.output.isJson) context.output.json(withoutSecret(rotated));
  if (replaceNow) await useNow(context, rotated);
  else await firstUse(context, asked.which, rotated, waitSeconds);
}

/** The old secret of a rotation that is done stops working now. */
async function endOverlap(context: Context, idOrLabel: string, others: RotateOptions): Promise<void> {
  const { exec, toEnv, overlap, replaceNow, again } = others;
  if ([exec, toEnv, overlap, replaceNow, again].some((given) => given !== undefined)) {
    throw usageFailure("--end-overlap generates no secret: use it on its own.");
  }
  const { client, output } = context;
  const { uuid, label } = await findTokenOrSelf(client, idOrLabel);
  await client.ask("DELETE", `${PATH}${uuid}/retiring/`);
  output.note(`The old secret of “${label}” has ended.`);
  if (output.isJson) output.json(await findTokenOrSelf(client, idOrLabel === "self" ? idOrLabel : uuid));
}

/** Of a secret that waits for its first use it is not known who has it: another one would end it. */
function refuseWhileWaiting({ label, rotation }: Token, again: boolean | undefined): void {
  const { pending } = rotation;
  if (pending === null || again) return;
  throw new Failure(
    EXIT.refused,
    `A new secret of “${label}” (${pending.hint}) is waiting for its first use, and another one would end it.`,
    [unlessUsed(pending.created_at), "Use it, or generate another one in its place with --again."],
  );
}

function print({ output }: Context, rotated: TokenWithSecret, { replaceNow }: RotateOptions): void {
  const { label, uuid, access_token } = rotated;
  try {
    output.only(output.isJson ? jsonText(rotated) : access_token);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(error.exitCode, `${error.message} Nobody has the new secret of “${label}” (${uuid}).`, [
      "The old secret keeps working. Try again with --again.",
    ]);
  }
  if (replaceNow) return;
  output.note(`“${label}” has a new secret. The old one works until the new one is used, then for the overlap.`);
}

/** To replace now is an overlap of nothing that begins as soon as the new secret has its place: until then the old one is all there is. */
function overlapOf({ overlap, replaceNow }: RotateOptions): number | undefined {
  if (overlap !== undefined && replaceNow) throw usageFailure("--overlap can't be combined with --replace-now.");
  if (replaceNow) return 0;
  if (overlap === undefined) return undefined;
  const seconds = overlap === "0" ? 0 : durationSeconds(overlap);
  if (seconds === undefined) throw usageFailure(`“${overlap}” is not an overlap.`, "Use 0, 1h, 24h, 3d or 7d.");
  return seconds;
}

async function hand(command: string, { label, access_token }: TokenWithSecret): Promise<void> {
  try {
    await handToCommand(command, access_token);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(error.exitCode, error.message, [
      `The old secret of “${label}” keeps working. Once the command works, try again with --again.`,
    ]);
  }
}

/** The first use, made here, ends the old secret. */
async function useNow({ client, output }: Context, { label, access_token }: TokenWithSecret): Promise<void> {
  try {
    await useOnce(client.host, access_token);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(
      error.exitCode,
      `The new secret could not be used from here, so the old one keeps working until it is used: ${error.message}`,
      error.hints,
    );
  }
  output.note(`“${label}” has a new secret, and the old one has ended.`);
}

/**
 * The token that this client itself uses. Its new secret is saved beside the old one before anybody has used it, and alone once that was
 * done: where this run is ended in between, the next one goes on with whichever works.
 */
async function rotateOwn(context: Context, asked: Asked): Promise<void> {
  const { output, account } = context;
  const { profile: known } = account;
  if (known === undefined) return;
  let rotated: TokenWithSecret;
  try {
    rotated = await askRotation(context, asked);
  } catch (error) {
    if (!(error instanceof Refusal) || error.problem?.code !== "exceeds_caller") throw error;
    throw new Failure(error.exitCode, "The token of this login can't rotate itself.", [
      "Log in again for a new one: latchkey login",
      ...error.hints,
    ]);
  }
  // What an earlier run has left may have been settled on the way.
  const profile = { ...(findProfile(known.name) ?? known), pending: rotated.access_token };
  save(profile, rotated);
  if (output.isJson) output.json(withoutSecret(rotated));
  if (await useOrSay(context, rotated, "the settings of this login")) keepAlone(profile, rotated.access_token);
}

function save(profile: Profile, { label }: TokenWithSecret): void {
  try {
    saveProfile(profile);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(error.exitCode, error.message, [
      `The old secret of “${label}” keeps working. Fix that, then try again.`,
    ]);
  }
}
