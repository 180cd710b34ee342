import { randomUUID } from "node:crypto";
import { Refusal } from "../../client/answer";
import { findOrganisation } from "../../client/find";
import type { TokenWithSecret } from "../../client/types";
import type { Context } from "../../context";
import { EXIT, Failure } from "../../failure";
import { relative } from "../../output/time";
import { type FieldOptions, fieldsOf } from "./fields";
import { checkEnvTarget, writeToEnv } from "./handover";

const PATH = "/iam/v3/access-tokens/";

export type CreateOptions = FieldOptions & { org?: string; actsAs?: string; toEnv?: string };

/** Make a token. Its secret alone is what is printed, unless it goes into a file. */
export async function createToken(context: Context, options: CreateOptions): Promise<void> {
  const { client, output, now } = context;
  const { org, actsAs, toEnv } = options;
  if (toEnv !== undefined) checkEnvTarget(toEnv);
  const body = {
    ...(await fieldsOf(client, options, now)),
    ...(org === undefined ? {} : { organisation: (await findOrganisation(client, org)).uuid }),
    ...(actsAs === undefined ? {} : { acts_as: actsAs }),
  };
  const token = await create(context, body);
  if (toEnv !== undefined) writeToEnv(toEnv, token.access_token);
  if (output.isJson) output.json(toEnv === undefined ? token : { ...token, access_token: null });
  else if (toEnv === undefined) output.line(token.access_token);
  const end =
    token.expiration_date === null ? "It never expires." : `It expires ${relative(token.expiration_date, now, "")}.`;
  output.note(
    `Created “${token.label}” (${token.uuid}). ${end}${toEnv === undefined ? " Its secret is not shown again." : ` Its secret is in ${toEnv}.`}`,
  );
}

/** An answer that was lost may have made the token: then it gets another secret, since the first one is nobody's. */
async function create({ client }: Context, body: Record<string, unknown>): Promise<TokenWithSecret> {
  const idempotencyKey = randomUUID();
  const ask = () => client.ask<TokenWithSecret>("POST", PATH, { body, idempotencyKey });
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Failure) || error.exitCode !== EXIT.network || isRefusalBelow500(error)) throw error;
  }
  try {
    return await ask();
  } catch (error) {
    const made = error instanceof Refusal && error.problem?.code === "already_created" ? error.problem.uuid : undefined;
    if (made === undefined) throw error;
    return await client.ask<TokenWithSecret>("POST", `${PATH}${made}/rotate/`, { body: { replace_now: true } });
  }
}

function isRefusalBelow500(error: Failure): boolean {
  return error instanceof Refusal && error.status < 500;
}
