import { readFileSync } from "node:fs";
import { gather } from "../client/find";
import type { Context } from "../context";
import { usageFailure } from "../failure";
import { readInput } from "../input";

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);

/**
 * Any request to the API, as it is. Its body is JSON from standard input, or a file; `field` builds one of `name=value`, where `name:=value` is JSON.
 */
export async function callApi(
  { client, output }: Context,
  typedMethod: string,
  path: string,
  { all, field, input }: { all?: boolean; field?: string[]; input?: string },
): Promise<void> {
  const method = typedMethod.toUpperCase();
  if (!METHODS.has(method))
    throw usageFailure(`${typedMethod} is not a method of the API.`, `Use one of ${[...METHODS].join(", ")}.`);
  if (!path.startsWith("/"))
    throw usageFailure(`“${path}” is not a path.`, "A path starts with a slash, such as /iam/v3/me/.");
  if ((method === "GET" || method === "HEAD") && (field !== undefined || input !== undefined)) {
    throw usageFailure(`${method} takes no body.`, "Put parameters into the path: /iam/v3/access-tokens/?label=Backup");
  }
  if (all) {
    if (method !== "GET") throw usageFailure("--all is for lists, which are read with GET.");
    return output.json(await gather(client.all<unknown>(path)));
  }
  const body = await bodyOf(field, input);
  const answer = await client.ask<unknown>(method, path, body === undefined ? {} : { body });
  if (answer !== undefined) output.json(answer);
}

async function bodyOf(fields: readonly string[] | undefined, input: string | undefined): Promise<unknown> {
  if (fields !== undefined && input !== undefined) throw usageFailure("Use --field or --input for the body, not both.");
  if (fields !== undefined) return Object.fromEntries(fields.map(fieldOf));
  if (input === undefined) return undefined;
  return parse(input === "-" ? await readInput() : readFile(input), input === "-" ? "standard input" : input);
}

function fieldOf(text: string): [name: string, value: unknown] {
  const [, name, isJson, value] = /^([^=:]+)(:?)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw usageFailure(`“${text}” is not a field.`, "Use name=text, or name:=JSON, such as may_rotate_itself:=true.");
  }
  return [name, isJson === ":" ? parse(value, name) : value];
}

function parse(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw usageFailure(`The content of ${what} is not JSON.`);
  }
}

function readFile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw usageFailure(`Could not read ${file}.`);
  }
}
