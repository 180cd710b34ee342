import { findTokenOrSelf } from "../../client/find";
import type { Token } from "../../client/types";
import type { Context } from "../../context";
import { usageFailure } from "../../failure";
import { type FieldOptions, fieldsOf } from "./fields";
import { printToken } from "./show";

/** Change a token in place: its secret stays. */
export async function editToken(context: Context, idOrLabel: string, options: FieldOptions): Promise<void> {
  const { client, output, now } = context;
  const body = await fieldsOf(client, options, now);
  if (Object.keys(body).length === 0)
    throw usageFailure("Nothing to change.", "See the options: latchkey token edit --help");
  const { uuid } = await findTokenOrSelf(client, idOrLabel);
  const token = await client.ask<Token>("PATCH", `/iam/v3/access-tokens/${uuid}/`, { body });
  if (output.isJson) return output.json(token);
  output.note(`Changed “${token.label}”.`);
  if (!output.isQuiet) printToken(context, token);
}
