import { type ApiAnswer, api } from "@/test/http/api";
import { whenThereIsRoom } from "@/test/wait";
import { type Caller, callerOf, KINDS, type Kind, OWNERS, type Owner } from "./caller";
import { expectedOutcome, type Need, type Outcome, type PermissionTable } from "./oracle";
import { tokenOf, type World } from "./world";

/** An endpoint as the reference of the API names it. */
export type EndpointName = { method: string; path: string; scope: string };

/** One caller at one endpoint. Without a caller: nobody, with no token at all. */
export type Cell = {
  name: string;
  caller: Caller | undefined;
  token: { id: string; secret: string } | undefined;
  /** What this cell alone is about, where the entry makes something fresh for each. */
  target: string;
  /** Unlike that of every other cell of this run. */
  word: string;
};

/** How the matrix calls an endpoint, and what its rule is. */
export type Entry = {
  /** Told apart where one endpoint has several rules. */
  scenario?: string;
  need: Need;
  /** What stands in the place of `{…}` in the path, in their order. */
  ids?: (world: World, cell: Cell) => readonly string[];
  query?: (world: World, cell: Cell) => string;
  body?: (world: World, cell: Cell) => unknown;
  /** In the place of a body: the fields of a form. */
  form?: (world: World, cell: Cell) => Record<string, string>;
  /** Something fresh for each cell, so that no cell meets what another has done. @returns the id of each */
  fresh?: (world: World, cells: readonly Cell[]) => Promise<readonly string[]>;
  /** Put back what the cells have changed for later ones. */
  undo?: (world: World) => Promise<void>;
  /** Of a list: the ids in it, of those that this world knows. */
  sees?: (world: World, caller: Caller) => readonly string[];
  /** Where another outcome is right than the one that `need` says. */
  unless?: (caller: Caller) => Outcome | undefined;
  /** What the endpoint calls an outcome, where that is not what others call it. */
  calls?: (outcome: Outcome) => Outcome;
};

/**
 * Everybody: nobody, and each owner with each kind of token that means something at this endpoint. Of one that looks at no token,
 * each owner and each kind.
 */
export function cellsOf(world: World, endpoint: EndpointName): Cell[] {
  const anyScope = endpoint.scope === "any" || endpoint.scope === "none";
  const kinds = (Object.keys(KINDS) as Kind[]).filter((kind) => !anyScope || kind !== "wrong_scope");
  const scope = anyScope ? "deployments:read" : endpoint.scope;
  const kindsOf = (owner: Owner) => (isOpen(endpoint) && owner !== OWNERS[0] ? kinds.slice(0, 1) : kinds);
  const callers = OWNERS.flatMap((owner) => kindsOf(owner).map((kind) => callerOf(owner, kind, scope)));
  return [undefined, ...callers].map((caller, n) => ({
    name: caller?.name ?? "nobody",
    caller,
    token: caller && tokenOf(world, caller, scope),
    target: "",
    word: `${n}-${Math.random().toString(36).slice(2, 10)}`,
  }));
}

/** Whether an endpoint looks at no token. */
export const isOpen = ({ scope }: EndpointName) => scope === "none";

const CONCURRENCY = 8;

export type Run = { tried: number; mismatches: string[] };

/** Call the endpoint as everybody. A mismatch says who got what instead of what. @param url another server than the shared one */
export async function runEntry(
  world: World,
  endpoint: EndpointName,
  entry: Entry,
  options: { url?: string; table?: PermissionTable; only?: (cell: Cell) => boolean } = {},
): Promise<Run> {
  const cells = cellsOf(world, endpoint).filter((cell) => options.only?.(cell) ?? true);
  const fresh = (await entry.fresh?.(world, cells)) ?? [];
  const mismatches: string[] = [];
  await inTurns(cells, async (given, n) => {
    const cell = { ...given, target: fresh[n] ?? "" };
    const right =
      (cell.caller && entry.unless?.(cell.caller)) ??
      expectedOutcome(cell.caller, endpoint.scope, entry.need, options.table);
    const expected = entry.calls?.(right) ?? right;
    const answer = await whenThereIsRoom(() => callCell(world, endpoint, entry, cell, options.url));
    const wrong = outcomeOf(answer) === expected ? wrongList(world, entry, cell, answer) : outcomeOf(answer);
    if (wrong !== undefined) mismatches.push(`${cell.name}: ${wrong} instead of ${expected}`);
  });
  await entry.undo?.(world);
  return { tried: cells.length, mismatches: mismatches.sort() };
}

/** One request as the entry builds it. */
export async function callCell(
  world: World,
  endpoint: EndpointName,
  entry: Entry,
  cell: Cell,
  url?: string,
): Promise<ApiAnswer> {
  const ids = [...(entry.ids?.(world, cell) ?? [])];
  const path = endpoint.path.replaceAll(/\{[^}]+\}/g, () => ids.shift() ?? "(an id that the entry did not give)");
  return await api(path + (entry.query?.(world, cell) ?? ""), {
    method: endpoint.method,
    ...(cell.token === undefined ? {} : { token: cell.token.secret }),
    ...(entry.body === undefined ? {} : { body: entry.body(world, cell) }),
    ...(entry.form === undefined ? {} : formOf(entry.form(world, cell))),
    ...(url === undefined ? {} : { url }),
  });
}

function formOf(fields: Record<string, string>) {
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  return { body: new URLSearchParams(fields).toString(), headers };
}

/** What became of it, in the oracle's words. */
export function outcomeOf(answer: ApiAnswer): Outcome {
  if (answer.status >= 200 && answer.status < 300) return "2xx";
  return `${answer.status} ${answer.json?.code ?? answer.json?.error ?? answer.text.slice(0, 80)}`;
}

// What one may not see is absent from lists and their counts.
function wrongList(world: World, entry: Entry, cell: Cell, answer: ApiAnswer): string | undefined {
  if (entry.sees === undefined || cell.caller === undefined || answer.status !== 200) return undefined;
  const results: { uuid: string }[] = answer.json.results;
  const seen = results.map(({ uuid }) => uuid).sort();
  const right = [...entry.sees(world, cell.caller)].sort();
  if (seen.join() === right.join() && answer.json.count === right.length) return undefined;
  return `a list of ${answer.json.count} (${seen.join()}) instead of ${right.length} (${right.join()})`;
}

/** Some at a time, each in its turn. */
export async function inTurns<Item>(
  items: readonly Item[],
  run: (item: Item, n: number) => Promise<void>,
  atOnce = CONCURRENCY,
): Promise<void> {
  const queue = items.map((item, n) => ({ item, n }));
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await run(next.item, next.n);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
