import { findOrganisation } from "../../client/find";
import { askForSecret } from "../../client/secret";
import type { TokenWithSecret } from "../../client/types";
import type { Context } from "../../context";
import { EXIT, Failure } from "../../failure";
import { jsonText } from "../../output/text";
import { relative } from "../../output/time";
import { EnvSetting } from "../../settings/env-file";
import { withoutSecret } from "./answers";
import { type FieldOptions, fieldsOf } from "./fields";
import { revoked } from "./unstored";
import { writeSetting } from "./write-setting";

const PATH = "/iam/v3/access-tokens/";

export type CreateOptions = FieldOptions & { org?: string; actsAs?: string; toEnv?: string };

/** Make a token. Its secret alone is what is printed, unless it goes into a file. */
export async function createToken(context: Context, options: CreateOptions): Promise<void> {
  if (options.toEnv === undefined) return print(context, await create(context, options));
  const setting = EnvSetting.open(options.toEnv);
  try {
    const token = await create(context, options);
    await put(context, token, setting);
    if (context.output.isJson) context.output.json(withoutSecret(token));
    tell(context, token, `Its secret is in ${setting.typed}.`);
  } finally {
    setting.close();
  }
}

function print(context: Context, token: TokenWithSecret): void {
  const { output } = context;
  try {
    output.only(output.isJson ? jsonText(token) : token.access_token);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(
      error.exitCode,
      `${error.message} “${token.label}” (${token.uuid}) was created, but its secret was lost.`,
      [`Revoke it: latchkey token revoke ${token.uuid}`],
    );
  }
  tell(context, token, "Its secret won't be shown again.");
}

/** A token whose secret has no place is revoked again. */
async function put({ client, output }: Context, token: TokenWithSecret, setting: EnvSetting): Promise<void> {
  try {
    writeSetting(output, setting, token.access_token);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(error.exitCode, error.message, [await revoked(client, token)]);
  }
}

function tell({ output, now }: Context, { label, uuid, expiration_date }: TokenWithSecret, where: string): void {
  const end = expiration_date === null ? "It never expires." : `It expires ${relative(expiration_date, now, "")}.`;
  output.note(`Created “${label}” (${uuid}). ${end} ${where}`);
}

async function create(context: Context, options: CreateOptions): Promise<TokenWithSecret> {
  const { client, now } = context;
  const { org, actsAs } = options;
  const body = {
    ...(await fieldsOf(client, options, now)),
    ...(org === undefined ? {} : { organisation: (await findOrganisation(client, org)).uuid }),
    ...(actsAs === undefined ? {} : { acts_as: actsAs }),
  };
  const answer = await askForSecret(client, PATH, body);
  if ("given" in answer) return answer.given;
  // It was made, and its secret is nobody's: it gets another one.
  if (answer.lost !== undefined) {
    const again = await askForSecret(client, `${PATH}${answer.lost}/rotate/`, { replace_now: true });
    if ("given" in again) return again.given;
  }
  throw new Failure(EXIT.network, "The token was created, but the responses with its secret were lost.", [
    "Revoke it and create another one: latchkey token list",
  ]);
}
