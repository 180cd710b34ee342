import type { ActivityPlace } from "@/lib/activity/cursor";

/** One value of a filter, and its label. */
export type Option<Value extends string = string> = { value: Value; words: string };

/** The valid values of a parameter; any other is ignored. `usual` applies where the address has none. */
type Accepted =
  | { kind: "choice"; options: readonly Option[]; usual?: string }
  | { kind: "uuid" }
  /** `YYYY-MM-DD`. */
  | { kind: "day" }
  /** A regular expression for the whole text, which ignores case. */
  | { kind: "pattern"; pattern: string };

/** One filter of a list. Its name in the definition is that of its parameter in the address. */
export type Filter = Accepted & {
  /** The accessible name of its control; left out where only links set the filter. */
  label?: string;
  /** The text of its control while nothing is chosen; for a day, the text before it. */
  every?: string;
  /** Tabs in place of a select, or a select under *More filters*. */
  look?: "tabs" | "more";
  /** It applies only while these other filters have this value. */
  only?: Readonly<Record<string, string>>;
  /** It chooses a view: *Clear filters* leaves it. */
  stays?: true;
};

/** The noun that is counted. */
export type Noun = { one: string; many: string };

export type Order<Field extends string = string> = { field: Field; descending: boolean };

/** How a list can be ordered. */
export type Sort = {
  fields: readonly string[];
  usual: Order;
  /** Fields that are sorted descending first, as times are. */
  descendingFirst?: readonly string[];
  /** What the select of orders offers, as the address writes it: `-created_at`. */
  choices: readonly Option[];
  /** The select is shown even where column heads sort: not each order has its column in view. */
  alwaysChosen?: true;
};

/**
 * The definition of one list: the parameters of its address and their controls. Only data, so that a page can pass it to the
 * browser.
 */
export type List = {
  name: string;
  noun: Noun;
  search?: { label: string; placeholder: string };
  filters: Readonly<Record<string, Filter>>;
  sort?: Sort;
  /** Rows of a page. `log`: pages begin at an entry, not at a number. */
  pages: number | "log";
};

type FilterValue<F extends Filter> = F extends { kind: "choice"; options: readonly Option<infer Value>[] }
  ? F extends { usual: string }
    ? Value
    : Value | undefined
  : string | undefined;

/** The state of a list, as its address has it. */
export type ListQuery<L extends List> = {
  search: string;
  order: L extends { sort: { fields: readonly (infer Field extends string)[] } } ? Order<Field> : undefined;
  /** From 1. */
  page: number;
  /** Where the page of a log begins; undefined for its newest entry. */
  place: ActivityPlace | undefined;
} & { [Name in keyof L["filters"]]: FilterValue<L["filters"][Name]> };

/** A query of any list: the values of its filters are under their names. */
export type AnyQuery = {
  search: string;
  order: Order | undefined;
  page: number;
  place: ActivityPlace | undefined;
} & { [filter: string]: unknown };

/** The parameters of an address. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** Options in the order of these labels; not for values that are integers, which an object would put first. */
export function optionsOf<Value extends string>(words: Record<Value, string>): readonly Option<Value>[] {
  // The keys of an object literal are those of its type.
  return (Object.entries(words) as [Value, string][]).map(([value, text]) => ({ value, words: text }));
}

/** Whether a filter applies, given the others. */
export function counts({ only = {} }: Filter, said: (other: string) => unknown): boolean {
  return Object.entries(only).every(([other, value]) => said(other) === value);
}

/** The list for a reader who cannot choose these filters; an address may still contain them. */
export function withoutControls<L extends List>(list: L, names: readonly (keyof L["filters"])[]): L {
  const filters = Object.entries(list.filters).map(([name, filter]) => {
    const { label: _label, every: _every, ...without } = filter;
    return [name, names.includes(name) ? without : filter];
  });
  return { ...list, filters: Object.fromEntries(filters) };
}
