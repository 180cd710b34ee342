import { findEnvironment, gather } from "../client/find";
import type { Variable } from "../client/types";
import type { Context } from "../context";
import { EXIT, Failure, usageFailure } from "../failure";
import { readInput } from "../input";
import { printList } from "./places";

const PATH = "/apps/v3/environment-variables/";

type In = { env: string };

export async function listVariables(context: Context, { env }: In): Promise<void> {
  const environment = await findEnvironment(context.client, env);
  const rows = await gather(context.client.all<Variable>(PATH, { environment: environment.uuid }));
  printList(
    context,
    rows,
    [
      { title: "NAME", of: ({ name }) => name },
      { title: "VALUE", of: ({ value, is_sensitive }) => (is_sensitive ? "(sensitive)" : (value ?? "")), gives: true },
    ],
    "No variables in this environment.",
  );
}

/** Print a value alone, so that it can be piped. */
export async function getVariable(context: Context, name: string, { env }: In): Promise<void> {
  const { output } = context;
  const variable = await requireVariable(context, name, env);
  if (output.isJson) return output.json(variable);
  if (variable.value === null) {
    throw new Failure(EXIT.refused, `${name} is sensitive: only deployments get its value.`);
  }
  output.line(variable.value);
}

/** Set a variable to a value, or to what stands on standard input. A sensitive one stays sensitive. */
export async function setVariable(
  context: Context,
  name: string,
  typed: string | undefined,
  { env, sensitive }: In & { sensitive?: boolean },
): Promise<void> {
  const { client, output } = context;
  if (typed !== undefined && sensitive) {
    throw usageFailure(
      "Don't pass a sensitive value as an argument: others on this machine can see it.",
      `Pass it on standard input: latchkey var set ${name} --sensitive --env ${env} < FILE`,
    );
  }
  if (typed === undefined && process.stdin.isTTY) {
    throw usageFailure(
      "The value is missing.",
      `Pass it on standard input: latchkey var set ${name} --env ${env} < FILE`,
    );
  }
  const value = typed ?? (await readInput()).replace(/\r?\n$/, "");
  const environment = await findEnvironment(client, env);
  const found = await find(context, name, environment.uuid);
  const fields = { value, ...(sensitive === undefined ? {} : { is_sensitive: sensitive }) };
  const variable = found
    ? await client.ask<Variable>("PATCH", `${PATH}${found.uuid}/`, { body: fields })
    : await client.ask<Variable>("POST", PATH, { body: { environment: environment.uuid, name, ...fields } });
  if (output.isJson) output.json(variable);
  else output.note(`${found ? "Changed" : "Set"} ${name}. The next deployment gets it.`);
}

export async function unsetVariable(context: Context, name: string, { env }: In): Promise<void> {
  const { client, output } = context;
  const variable = await requireVariable(context, name, env);
  await client.ask("DELETE", `${PATH}${variable.uuid}/`);
  if (output.isJson) output.json(variable);
  output.note(`Removed ${name}.`);
}

async function requireVariable(context: Context, name: string, env: string): Promise<Variable> {
  const environment = await findEnvironment(context.client, env);
  const found = await find(context, name, environment.uuid);
  if (found === undefined) throw new Failure(EXIT.notFound, `${env} has no variable ${name}.`);
  return found;
}

async function find({ client }: Context, name: string, environment: string): Promise<Variable | undefined> {
  const [found] = await gather(client.all<Variable>(PATH, { environment, name }));
  return found;
}
