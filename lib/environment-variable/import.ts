import { v7 as uuidv7 } from "uuid";
import {
  findVariable,
  insertVariableIfFree,
  lockVariableByName,
  updateVariable,
} from "@/db/application/environment-variable";
import type { Db } from "@/db/database";
import type { Principal } from "@/lib/authorization/principal";
import { parseDotenv } from "@/lib/dotenv.mjs";
import { authorizeEnvironment } from "@/lib/environment/authorize";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { seal } from "@/lib/seal";
import { write } from "@/lib/write";
import { recordVariableActivity } from "./activity";
import { createVariableInput } from "./input";

// More than any application has; each is a few statements in one transaction.
const MOST = 200;
const LONGEST_TEXT = 512 * 1024;

export type ImportVariablesResult =
  | { status: "imported"; created: number; changed: number }
  | { status: "invalid"; fields: Record<string, string[]> }
  | OrganisationRefusal;

/**
 * Write every variable of a `.env` text to an environment: new ones are created, those of the same name get the new value. All
 * of it happens or nothing. What was sensitive stays so. Messages name lines, never their content. @throws CallerEnded
 */
export async function importVariables(
  db: Db,
  principal: Principal,
  input: { environment: string; text: string; isSensitive: boolean },
): Promise<ImportVariablesResult> {
  const read = readVariables(input);
  if (read.status === "invalid") return read;
  return await write(db, principal, async (trx): Promise<ImportVariablesResult> => {
    const authorized = await authorizeEnvironment(trx, principal, input.environment);
    if (authorized.status !== "authorized") return authorized;
    let created = 0;
    // In the order of their names, so that two concurrent imports cannot deadlock.
    for (const { name, value } of read.variables) {
      const made = await writeVariable(trx, principal, { ...input, name, value, slug: authorized.environment.slug });
      if (made) created++;
    }
    return { status: "imported", created, changed: read.variables.length - created };
  });
}

type Variables =
  | { status: "read"; variables: { name: string; value: string }[] }
  | { status: "invalid"; fields: Record<string, string[]> };

function readVariables({ environment, text }: { environment: string; text: string }): Variables {
  const invalid = (...sentences: string[]): Variables => ({ status: "invalid", fields: { text: sentences } });
  if (text.length > LONGEST_TEXT) return invalid("The text has more than 512 KiB.");
  const { entries, wrongLines, repeated } = parseDotenv(text);
  if (wrongLines.length > 0) {
    const some = wrongLines.slice(0, 5).join(", ");
    return invalid(
      `${wrongLines.length === 1 ? "Line" : "Lines"} ${some}${wrongLines.length > 5 ? ", …" : ""}: write NAME=value.`,
    );
  }
  const [twice] = repeated;
  if (twice) return invalid(`Lines ${twice[0]} and ${twice[1]} have the same name. Remove one of them.`);
  if (entries.length === 0) return invalid("Paste at least one line of NAME=value.");
  if (entries.length > MOST) return invalid(`Paste at most ${MOST} variables at a time.`);
  for (const { line, name, value } of entries) {
    const parsed = createVariableInput.safeParse({ environment, name, value });
    const [issue] = parsed.success ? [] : parsed.error.issues;
    if (issue?.path[0] === "environment") return invalid(issue.message);
    if (issue !== undefined) return invalid(`Line ${line}: ${issue.message}`);
  }
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  return { status: "read", variables: entries.map(({ name, value }) => ({ name, value })).sort(byName) };
}

/** @returns whether it is a new one */
async function writeVariable(
  trx: Db,
  principal: Principal,
  input: { environment: string; slug: string; name: string; value: string; isSensitive: boolean },
): Promise<boolean> {
  const id = uuidv7();
  const { content, keyId } = seal("environment-variable", id, input.value);
  const isNew = await insertVariableIfFree(trx, {
    id,
    environment_id: input.environment,
    name: input.name,
    value: content,
    key_id: keyId,
    is_sensitive: input.isSensitive,
  });
  if (isNew) {
    const variable = await findVariable(trx, id);
    if (variable === undefined) throw new Error("a variable that was just written cannot be read");
    await recordVariableActivity(trx, principal, "environment_variable.created", variable, {
      after: { environment: input.slug, is_sensitive: variable.is_sensitive },
    });
    return true;
  }
  const before = await lockVariableByName(trx, input.environment, input.name);
  if (before === undefined) throw new Error("a variable whose name is taken is not there");
  const sealed = seal("environment-variable", before.id, input.value);
  const is_sensitive = before.is_sensitive || input.isSensitive;
  await updateVariable(trx, before.id, { value: sealed.content, key_id: sealed.keyId, is_sensitive });
  const variable = await findVariable(trx, before.id);
  if (variable === undefined) throw new Error("a variable that was just written cannot be read");
  await recordVariableActivity(trx, principal, "environment_variable.edited", variable, {
    before: { is_sensitive: before.is_sensitive },
    after: { is_sensitive, value_changed: true },
  });
  return false;
}
