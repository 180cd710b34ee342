/**
 * Which classes of Tailwind CSS set the same thing, of those that we use. `tailwind-merge` comes with all that there are, in 6 kB that each page would
 * load; class-groups.test.ts compares both for every class in our sources, and says what is missing here.
 */
const any = () => true;
const isLength = (value: string) => /^\[[\d.]/.test(value);
const isNumber = (value: string) => /^\d+$/.test(value);

/** Groups that are named like the beginning of their classes, with any value. */
const BY_PREFIX = [
  ...["size", "w", "h", "min-w", "min-h", "max-w", "max-h"],
  ...["p", "px", "py", "pt", "pr", "pb", "pl"],
  ...["m", "mx", "my", "mt", "mr", "mb", "ml", "scroll-mt"],
  ...["inset", "inset-x", "inset-y", "top", "right", "bottom", "left", "z"],
  ...["translate-x", "translate-y", "rotate", "order", "basis", "grow", "shrink", "columns"],
  ...["grid-cols", "col-span", "col-start", "row-start", "gap", "gap-x", "gap-y"],
  ...["justify-items", "justify-self", "justify", "items", "self", "content", "place-items"],
  ...["overflow", "overflow-x", "overflow-y", "overscroll", "line-clamp", "leading", "tracking", "whitespace", "align"],
  ...["break-inside", "box-decoration", "list", "decoration", "underline-offset", "fill", "stroke", "opacity"],
  ...[
    "transition",
    "duration",
    "animate",
    "cursor",
    "pointer-events",
    "resize",
    "select",
    "appearance",
    "field-sizing",
  ],
  ...["rounded", "rounded-t", "rounded-b", "rounded-tr", "outline-offset"],
] as const;

const BY_WORDS = {
  display: [
    "block",
    "inline",
    "inline-block",
    "flex",
    "inline-flex",
    "grid",
    "inline-grid",
    "table",
    "table-cell",
  ].concat(["contents", "hidden"]),
  position: ["static", "fixed", "absolute", "relative", "sticky"],
  visibility: ["visible", "invisible"],
  "sr-only": ["sr-only"],
  "not-sr-only": ["not-sr-only"],
  "text-transform": ["uppercase", "lowercase", "capitalize", "normal-case"],
  "text-decoration": ["underline", "line-through", "no-underline"],
  "text-overflow": ["truncate"],
  break: ["break-words", "break-all", "break-normal"],
  wrap: [{ wrap: [any] }],
  "numeric-spacing": ["tabular-nums"],
  "table-layout": ["table-fixed", "table-auto"],
  "border-collapse": ["border-collapse", "border-separate"],
  container: ["@container"],
  filter: ["filter"],
  "divide-y": [{ divide: ["y"] }],
  "flex-direction": [{ flex: ["row", "col", "col-reverse"] }],
  "flex-wrap": [{ flex: ["wrap", "nowrap", "wrap-reverse"] }],
  flex: [{ flex: [isNumber, "none", "auto"] }],
  "font-weight": [{ font: ["normal", "medium", "semibold"] }],
  "font-family": [{ font: ["sans", "mono"] }],
  "text-size": [{ text: ["xs", "sm", "base", "lg", "xl", "2xl", "3xl", isLength] }],
  "text-align": [{ text: ["left", "center", "right"] }],
  "text-color": [{ text: [any] }],
  "bg-repeat": [{ bg: ["no-repeat"] }],
  "bg-size": [{ bg: [(value: string) => value.startsWith("[length:")] }],
  "bg-image": [{ bg: ["linear-to-l"] }],
  "bg-color": [{ bg: [any] }],
  "gradient-from-pos": [{ from: [(value: string) => value.endsWith("%")] }],
  "gradient-from": [{ from: [any] }],
  "border-style": [{ border: ["solid", "dashed"] }],
  "border-w": [{ border: ["", isNumber, isLength] }],
  "border-w-x": [{ "border-x": ["", isNumber] }],
  "border-w-y": [{ "border-y": ["", isNumber] }],
  "border-w-t": [{ "border-t": ["", isNumber] }],
  "border-w-b": [{ "border-b": ["", isNumber] }],
  "border-w-l": [{ "border-l": ["", isNumber] }],
  "border-color-b": [{ "border-b": [any] }],
  "border-color-l": [{ "border-l": [any] }],
  "border-color": [{ border: [any] }],
  "shadow-size": [{ shadow: ["", (value: string) => value.startsWith("[")] }],
  shadow: [{ shadow: [any] }],
  "outline-style": [{ outline: ["none", "solid"] }],
  "outline-w": [{ outline: ["", isNumber] }],
  "outline-color": [{ outline: [any] }],
};

export const CLASS_GROUPS = {
  ...Object.fromEntries(BY_PREFIX.map((prefix) => [prefix, [{ [prefix]: ["", any] }]])),
  ...BY_WORDS,
};

/** What a class of a group sets besides. */
export const ALSO_SET: Readonly<Record<string, readonly string[]>> = {
  size: ["w", "h"],
  p: ["px", "py", "pt", "pr", "pb", "pl"],
  px: ["pr", "pl"],
  py: ["pt", "pb"],
  m: ["mx", "my", "mt", "mr", "mb", "ml"],
  mx: ["mr", "ml"],
  my: ["mt", "mb"],
  inset: ["inset-x", "inset-y", "top", "right", "bottom", "left"],
  "inset-x": ["right", "left"],
  "inset-y": ["top", "bottom"],
  gap: ["gap-x", "gap-y"],
  overflow: ["overflow-x", "overflow-y"],
  flex: ["basis", "grow", "shrink"],
  rounded: ["rounded-t", "rounded-b", "rounded-tr"],
  "rounded-t": ["rounded-tr"],
  "border-w": ["border-w-x", "border-w-y", "border-w-t", "border-w-b", "border-w-l"],
  "border-w-x": ["border-w-l"],
  "border-w-y": ["border-w-t", "border-w-b"],
  "border-color": ["border-color-b", "border-color-l"],
  "place-items": ["items", "justify-items"],
  "sr-only": ["not-sr-only", "position", "size", "w", "h", "overflow", "overflow-x", "overflow-y", "whitespace"].concat(
    ["p", "px", "py", "pt", "pr", "pb", "pl", "m", "mx", "my", "mt", "mr", "mb", "ml"],
  ),
  "not-sr-only": ["sr-only"],
  "line-clamp": ["display", "overflow"],
};
