import { secretsIn } from "@/lib/access-token/secret/in-text";
import { hintOf } from "@/lib/access-token/secret/secret";
import { Client } from "../client/client";
import type { Context } from "../context";
import { EXIT, Failure } from "../failure";
import { confirm, hasPerson, isYes } from "../input";
import { Progress } from "../output/progress";
import { printTable } from "../output/table";
import { countOf, decoded, textsOf } from "./texts";

export type ScanOptions = { history?: boolean; offline?: boolean; report?: boolean; yes?: boolean };

/** A secret, where it stands, and what the instance says of it; null where it was not asked. */
type Found = { secret: string; places: string[]; status: string | null };

const AT_ONCE = 100;

/**
 * Find secrets by their format and checksum. The exit code says whether there are any, or something could not be read; the secrets
 * themselves are never printed.
 */
export async function scan(context: Context, paths: readonly string[], options: ScanOptions): Promise<void> {
  const { output } = context;
  const { all, unread } = await look(context, paths, options);
  const unasked = options.offline || all.length === 0 ? undefined : await lookUp(context, all);
  print(context, all);
  if (unasked !== undefined) {
    if (options.report) throw unasked;
    output.warn(`The instance was not asked which are live. ${unasked.message}`);
  }
  if (all.length === 0 && unread > 0) throw new Failure(EXIT.refused, "No secrets found in what could be read.");
  if (all.length === 0) return output.note("No secrets found.");
  const live = all.filter(({ status }) => status === "active");
  if (live.length > 0 && (await isToReport(context, live.length, options))) {
    await report(context, live);
    output.note(`Reported ${live.length}. Their owners are notified.`);
  } else if (live.length > 0) {
    output.note("Revoke active ones with latchkey scan --report, or rotate them with --replace-now.");
  }
  throw new Failure(EXIT.refused, all.length === 1 ? "Found 1 secret." : `Found ${all.length} secrets.`);
}

/** Reporting was asked for, or is offered where there is somebody to ask. */
async function isToReport({ output }: Context, live: number, { report, yes }: ScanOptions): Promise<boolean> {
  const question = `Report ${live} as leaked? They stop working immediately, for everyone.`;
  if (report) await confirm(question, { yes });
  return report || (!output.isJson && !output.isQuiet && hasPerson() && (await isYes(question)));
}

async function look({ output }: Context, paths: readonly string[], { history }: ScanOptions) {
  const found = new Map<string, Found>();
  const bar = output.showsProgress
    ? new Progress(output, "Looking through files and commits", await countOf(paths, { history }))
    : undefined;
  let unread = 0;
  const skip = (place: string, why: string) => {
    unread++;
    output.warn(`${place} cannot be read (${why}).`);
  };
  let last: string | undefined;
  for await (const { place, text } of textsOf(paths, { history, unread: skip })) {
    if (place !== last) bar?.step();
    last = place;
    for (const secret of secretsIn(decoded(text))) {
      const one = found.get(secret) ?? { secret, places: [], status: null };
      if (!one.places.includes(place)) one.places.push(place);
      found.set(secret, one);
    }
  }
  bar?.end();
  return { all: [...found.values()], unread };
}

/** Ask the instance which are live. @returns why it did not say so: without it, what was found is still worth knowing */
async function lookUp(context: Context, all: Found[]): Promise<Failure | undefined> {
  try {
    await askAbout(context, all);
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

async function askAbout(context: Context, all: Found[]): Promise<void> {
  for (let at = 0; at < all.length; at += AT_ONCE) {
    const some = all.slice(at, at + AT_ONCE);
    const body = { tokens: some.map(({ secret }) => secret) };
    const { statuses } = await context.client.ask<{ statuses: string[] }>("POST", "/iam/v3/access-tokens/lookup/", {
      body,
    });
    for (const [n, one] of some.entries()) one.status = statuses[n] ?? "unknown";
  }
}

/** To the instance that knows them, and as nobody in particular. */
async function report({ client }: Context, live: readonly Found[]): Promise<void> {
  const anybody = new Client(client.host);
  for (let at = 0; at < live.length; at += AT_ONCE) {
    const body = { tokens: live.slice(at, at + AT_ONCE).map(({ secret }) => secret) };
    await anybody.ask("POST", "/iam/v3/access-tokens/leaked/", { body });
  }
}

function print({ output }: Context, all: readonly Found[]): void {
  const shown = all.map(({ secret, places, status }) => ({ hint: hintOf(secret), status, places }));
  if (output.isJson) output.json(shown);
  if (output.isJson || shown.length === 0) return;
  printTable(
    output,
    [
      { title: "SECRET", of: ({ hint }) => hint },
      { title: "STATUS", of: ({ status }) => status ?? "not asked" },
      { title: "WHERE", of: ({ places }) => places.join(", "), gives: true },
    ],
    shown,
  );
}
