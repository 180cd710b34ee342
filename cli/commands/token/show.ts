import { findTokenOrSelf } from "../../client/find";
import type { Token } from "../../client/types";
import type { Context } from "../../context";
import { EXIT, Failure } from "../../failure";
import { printFacts } from "../../output/table";
import { relative } from "../../output/time";
import { reach } from "../whoami";
import { statusOf } from "./list";

const DAY_MS = 24 * 60 * 60 * 1000;

/** One token; with `warnDays` the exit code says whether it expires within so many days, for a cron job. */
export async function showToken(
  context: Context,
  idOrLabel: string,
  { warnDays }: { warnDays?: number },
): Promise<void> {
  const { output, now } = context;
  const token = await findTokenOrSelf(context.client, idOrLabel);
  if (output.isJson) output.json(token);
  else if (!output.isQuiet) printToken(context, token);
  if (warnDays !== undefined) warnOfEnd(token, warnDays, now);
}

export function printToken({ output, now }: Context, token: Token): void {
  const at = (time: string | null, none: string) => (time === null ? none : `${relative(time, now, none)} (${time})`);
  printFacts(output, [
    ["Label", token.label],
    ["Id", token.uuid],
    ["Status", statusOf(token)],
    ["Purpose", token.purpose.replaceAll("_", " ")],
    ["Description", token.description === "" ? undefined : token.description],
    ["Owner", token.owner.name],
    ["Secret", token.hint],
    ["Scopes", token.scopes.join(", ")],
    ["Reach", reach(token.limits)],
    ["Networks", token.allowed_networks === null ? "any" : token.allowed_networks.join(", ")],
    ["Self-rotation", token.may_rotate_itself ? "yes" : "no"],
    ["Created", at(token.created_at, "")],
    ["Last used", at(token.last_used_at, "never")],
    ["Expires", at(token.expiration_date, "never")],
    ["Revoked", token.revoked_at === null ? undefined : at(token.revoked_at, "")],
    ["Pending secret", token.rotation.pending?.hint],
    ["Old secret until", token.rotation.retires_at === null ? undefined : at(token.rotation.retires_at, "")],
  ]);
}

/** @throws Failure with the exit code for it, where the token has ended or ends within so many days */
export function warnOfEnd(token: Pick<Token, "label" | "status" | "expiration_date">, days: number, now: Date): void {
  if (token.status !== "active")
    throw new Failure(EXIT.expiring, `“${token.label}” no longer works: it is ${token.status}.`);
  if (token.expiration_date === null) return;
  if (new Date(token.expiration_date).getTime() - now.getTime() > days * DAY_MS) return;
  throw new Failure(EXIT.expiring, `“${token.label}” expires ${relative(token.expiration_date, now, "")}.`, [
    "Extend it: latchkey token edit ID --expires 30d",
  ]);
}
