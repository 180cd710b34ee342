/**
 * What the utilities that we use set, as a list of things for each kind; after `|`, what else of others it takes back. It says the same of them as
 * `tailwind-merge`, which knows all of Tailwind and weighs more than everything else that most pages need of `components/ui/`. A test compares the two for
 * what is in our sources: a utility of a new kind fails there, and gets its line here.
 */
const SETS: readonly (readonly [kind: RegExp, things: string])[] = [
  [/^(block|contents|flex|grid|hidden|inline|inline-block|inline-flex|inline-grid|table|table-cell)$/, "display"],
  [/^(absolute|fixed|relative|sticky|static)$/, "position"],
  [/^(invisible|visible)$/, "visibility"],
  [/^not-sr-only$/, "sr"],
  [/^sr-only$/, "sr | position w h pt pr pb pl mt mr mb ml overflow overflow-x overflow-y whitespace"],
  [/^p-/, "pt pr pb pl"],
  [/^px-/, "pr pl"],
  [/^py-/, "pt pb"],
  [/^(p[trbl])-/, "$1"],
  [/^m-/, "mt mr mb ml"],
  [/^mx-/, "mr ml"],
  [/^my-/, "mt mb"],
  [/^(m[trbl])-/, "$1"],
  [/^inset-x-/, "right left"],
  [/^inset-y-/, "top bottom"],
  [/^inset-/, "top right bottom left"],
  [/^(top|right|bottom|left)-/, "$1"],
  [/^size-/, "w h"],
  [/^(min-[wh]|max-[wh]|[wh])-/, "$1"],
  [/^gap-(x|y)-/, "gap-$1"],
  [/^gap-/, "gap-x gap-y"],
  [/^flex-(row|col)/, "flex-direction"],
  [/^flex-(no)?wrap/, "flex-wrap"],
  [/^flex-/, "flex basis grow shrink"],
  [/^(basis|grow|shrink|order)(-|$)/, "$1"],
  [/^(grid-cols|col-start|row-start)-/, "$1"],
  [/^col-/, "col"],
  [/^place-items-/, "place-items items justify-items"],
  [/^(justify-items|justify-self|justify|items|content|self)-/, "$1"],
  [/^overflow-(x|y)-/, "overflow-$1"],
  [/^overflow-/, "overflow | overflow-x overflow-y"],
  [/^(overscroll|divide-[xy])(-|$)/, "$1"],
  [/^rounded-t-/, "round-tl round-tr"],
  [/^rounded-b-/, "round-bl round-br"],
  [/^rounded(-|$)/, "round-tl round-tr round-bl round-br"],
  [/^border-(collapse|separate)$/, "border-collapse"],
  [/^border-(solid|dashed|dotted|none)$/, "border-style"],
  [/^border(-(\d+|\[.*px\]))?$/, "border-t border-r border-b border-l"],
  [/^border-x(-\d+)?$/, "border-r border-l"],
  [/^border-y(-\d+)?$/, "border-t border-b"],
  [/^border-([trbl])(-\d+)?$/, "border-$1"],
  [/^border-([trbl])-/, "border-colour-$1"],
  [/^border-/, "border-colour-t border-colour-r border-colour-b border-colour-l"],
  [/^text-(left|center|right)$/, "text-align"],
  [/^text-(xs|sm|base|lg|\d?xl|\[[\d.]+(rem|em|px)\])$/, "font-size"],
  [/^text-(balance|pretty|wrap|nowrap)$/, "text-wrap"],
  [/^text-/, "text-colour"],
  [/^font-(mono|sans)$/, "font-family"],
  [/^font-/, "font-weight"],
  [/^bg-no-repeat$/, "bg-repeat"],
  [/^bg-\[(length):/, "bg-size"],
  [/^bg-\[linear-/, "bg-image"],
  [/^bg-/, "bg-colour"],
  [
    /^(whitespace|tracking|leading|z|opacity|cursor|duration|fill|shadow|decoration|pointer-events|select|resize)-/,
    "$1",
  ],
  [/^(uppercase|lowercase|capitalize|normal-case)$/, "text-transform"],
  [/^wrap-/, "wrap"],
  [/^break-/, "break"],
  [/^(un|no-)?underline$/, "underline"],
  [/^-?translate-(x|y)-/, "translate-$1"],
  [/^(transition|animate|appearance|tabular|field-sizing|box-decoration|align|rotate)-/, "$1"],
  [/^outline-offset-/, "outline-offset"],
  [/^outline-(none|solid|dashed|hidden)$/, "outline-style"],
  [/^outline-\d$/, "outline-width"],
  [/^outline-/, "outline-colour"],
  [/^stroke-/, "stroke"],
  [/^truncate$/, "text-overflow"],
  [/^line-clamp-/, "line-clamp | display overflow"],
  [/^list-/, "list"],
  [/^scroll-mt-/, "scroll-mt"],
];

/** Class names without those that a later one overrides: under the same conditions, all that they set is set again. */
export function mergeClasses(classes: string): string {
  const known = merged.get(classes);
  if (known !== undefined) return known;
  const set = new Set<string>();
  const kept: string[] = [];
  for (const name of classes.split(" ").reverse()) {
    const { own, also } = effectOf(name);
    if (own.length > 0 && own.every((thing) => set.has(thing))) continue;
    for (const thing of [...own, ...also]) set.add(thing);
    kept.push(name);
  }
  const result = kept.reverse().join(" ");
  if (merged.size < MOST_MERGED) merged.set(classes, result);
  return result;
}

// The same few strings over and over: what is written in the sources, in the combinations that occur.
const MOST_MERGED = 2_000;
const merged = new Map<string, string>();
const effects = new Map<string, Effect>();

type Effect = { own: readonly string[]; also: readonly string[] };

/** What a class sets, each with its conditions; nothing for one that is no utility of `SETS`. */
export function effectOf(name: string): Effect {
  const known = effects.get(name);
  if (known !== undefined) return known;
  const start = conditionsEnd(name);
  const isImportant = name.endsWith("!");
  const utility = name.slice(start, isImportant ? -1 : undefined).replace(/^-/, "");
  const conditions = `${name.slice(0, start)}${isImportant ? "!" : ""}`;
  const [kind, list = ""] = SETS.find(([pattern]) => pattern.test(utility)) ?? [];
  const matched = kind?.exec(utility)?.[1] ?? "";
  const [own = [], also = []] = list
    .split(" | ")
    .map((part) => part.split(" ").filter(Boolean))
    .map((part) => part.map((thing) => conditions + thing.replace("$1", matched)));
  const effect = { own, also };
  if (effects.size < MOST_MERGED) effects.set(name, effect);
  return effect;
}

/** Where the conditions end: after the last colon that is in no brackets. */
function conditionsEnd(name: string): number {
  let depth = 0;
  let end = 0;
  for (let at = 0; at < name.length; at++) {
    const character = name[at];
    if (character === "[" || character === "(") depth++;
    else if (character === "]" || character === ")") depth--;
    else if (character === ":" && depth === 0) end = at + 1;
  }
  return end;
}
