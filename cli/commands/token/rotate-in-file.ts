import { hintOf } from "@/lib/access-token/secret/secret";
import type { Token, TokenWithSecret } from "../../client/types";
import type { Context } from "../../context";
import { EXIT, Failure } from "../../failure";
import { EnvSetting } from "../../settings/env-file";
import { withoutSecret } from "./answers";
import { type Asked, askRotation } from "./ask-rotation";
import { useOrSay } from "./first-use";
import { writeSetting } from "./write-setting";

const PATH = "/iam/v3/access-tokens/";

/**
 * Put a new secret into a file, and use it once there, so that it does not lapse unused. One that an earlier run has put there and that
 * was not used yet is gone on with.
 */
export async function rotateInFile(context: Context, asked: Asked, toEnv: string): Promise<void> {
  const { client, output } = context;
  const setting = EnvSetting.open(toEnv);
  try {
    // What an earlier run did is known for certain only now that no other one is at work.
    const token = await client.get<Token>(`${PATH}${asked.which}/`);
    const there = setting.value;
    const isThere = there !== undefined && (await isWaiting(context, token, there));
    const rotated = isThere ? { ...token, access_token: there } : await askRotation(context, asked);
    if (!isThere) await put(context, asked.which, rotated, setting);
    if (output.isJson) output.json(withoutSecret(rotated));
    await useOrSay(context, rotated, setting.typed);
  } finally {
    setting.close();
  }
}

/** Whether this is the secret of a token that waits for its first use. */
async function isWaiting({ client }: Context, { rotation }: Token, secret: string): Promise<boolean> {
  if (rotation.pending === null || rotation.pending.hint !== hintOf(secret)) return false;
  const body = { tokens: [secret] };
  const { statuses } = await client.ask<{ statuses: string[] }>("POST", `${PATH}lookup/`, { body });
  return statuses[0] === "active";
}

async function put(
  { client, output }: Context,
  which: string,
  { label, access_token }: TokenWithSecret,
  setting: EnvSetting,
): Promise<void> {
  try {
    const { rotation } = await client.get<Token>(`${PATH}${which}/`);
    if (rotation.pending?.hint !== hintOf(access_token)) {
      throw new Failure(EXIT.refused, `Someone has rotated “${label}” again, and this secret no longer works.`);
    }
    writeSetting(output, setting, access_token);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(error.exitCode, error.message, [
      ...error.hints,
      `${setting.typed} is as it was, and the old secret of “${label}” keeps working. Fix that, then try again.`,
    ]);
  }
}
