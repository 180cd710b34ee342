import { secretsIn } from "@/lib/access-token/secret/in-text";
import { hintOf } from "@/lib/access-token/secret/secret";
import { Client } from "../client/client";
import type { Context } from "../context";
import { EXIT, Failure } from "../failure";
import { confirm } from "../input";
import { printTable } from "../output/table";
import { hostFrom } from "../settings/account";
import { type Text, textOfInput, textsOfFiles, textsOfHistory } from "./texts";

export type ScanOptions = { history?: boolean; offline?: boolean; report?: boolean; yes?: boolean };

/** A secret, where it stands, and what the instance says of it. */
type Found = { secret: string; places: string[]; status: string };

const AT_ONCE = 100;

/** Find secrets by their format and checksum. The exit code says whether there are any; the secrets themselves are never printed. */
export async function scan(context: Context, paths: readonly string[], options: ScanOptions): Promise<void> {
  const { output } = context;
  const found = new Map<string, Found>();
  for await (const { place, text } of texts(paths, options)) {
    for (const secret of secretsIn(text)) {
      const one = found.get(secret) ?? { secret, places: [], status: "unknown" };
      if (!one.places.includes(place)) one.places.push(place);
      found.set(secret, one);
    }
  }
  const all = [...found.values()];
  if (!options.offline && all.length > 0) await lookUp(context, all);
  print(context, all, options);
  if (all.length === 0) return output.note("No secrets were found.");
  const live = all.filter(({ status }) => status === "active");
  if (live.length > 0 && options.report) {
    await confirm(`Report ${live.length} as leaked? They stop working at once, for everybody.`, options);
    await report(context, live);
    output.note(`Reported ${live.length}. Their owners are told.`);
  } else if (live.length > 0) {
    output.note("End those that are live: latchkey scan --report, or rotate them with --replace-now.");
  }
  throw new Failure(EXIT.refused, all.length === 1 ? "One secret was found." : `${all.length} secrets were found.`);
}

async function* texts(paths: readonly string[], { history }: ScanOptions): AsyncGenerator<Text> {
  const wanted = paths.length === 0 ? ["."] : paths;
  for (const path of wanted) {
    if (path === "-") yield await textOfInput();
    else {
      yield* textsOfFiles(path);
      if (history) yield* textsOfHistory(path);
    }
  }
}

async function lookUp(context: Context, all: Found[]): Promise<void> {
  for (let at = 0; at < all.length; at += AT_ONCE) {
    const some = all.slice(at, at + AT_ONCE);
    const body = { tokens: some.map(({ secret }) => secret) };
    const { statuses } = await context.client.ask<{ statuses: string[] }>("POST", "/iam/v3/access-tokens/lookup/", {
      body,
    });
    for (const [n, one] of some.entries()) one.status = statuses[n] ?? "unknown";
  }
}

async function report({ chosen, client }: Context, live: readonly Found[]): Promise<void> {
  const anybody = new Client(hostFrom(chosen) ?? client.host);
  for (let at = 0; at < live.length; at += AT_ONCE) {
    const body = { tokens: live.slice(at, at + AT_ONCE).map(({ secret }) => secret) };
    await anybody.ask("POST", "/iam/v3/access-tokens/leaked/", { body });
  }
}

function print({ output }: Context, all: readonly Found[], { offline }: ScanOptions): void {
  const shown = all.map(({ secret, places, status }) => ({
    hint: hintOf(secret),
    status: offline ? "not asked" : status,
    places,
  }));
  if (output.isJson) output.json(shown);
  if (output.isJson || shown.length === 0) return;
  printTable(
    output,
    [
      { title: "SECRET", of: ({ hint }) => hint },
      { title: "STATUS", of: ({ status }) => status },
      { title: "WHERE", of: ({ places }) => places.join(", "), gives: true },
    ],
    shown,
  );
}
