/** A list of plain values: one value of a statement, as `any(…)` takes it. An empty one often makes another statement. */
const isList = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string" || typeof one === "number");

const isWhole = (value: unknown) =>
  typeof value === "string" ||
  typeof value === "number" ||
  value instanceof Date ||
  value instanceof Uint8Array ||
  isList(value);

/** What is not there, and true and false, are no value but decide which statement it is. */
const isFixed = (value: unknown) => typeof value !== "object" || value === null;

/** Which statement these make, however their values are, and the values in their order. */
export function flattened(given: unknown, values: unknown[] = []): { shape: string; values: unknown[] } {
  if (isWhole(given)) {
    values.push(given);
    return { shape: Array.isArray(given) ? "[?]" : "?", values };
  }
  if (isFixed(given)) return { shape: String(given), values };
  const parts = Object.entries(given as object).map(([key, value]) => `${key}:${flattened(value, values).shape}`);
  return { shape: `${Array.isArray(given) ? "a" : "o"}{${parts.join()}}`, values };
}

/** The same with a stand-in for each value, by which the place is found where the statement has it. */
export function standIns<Given>(given: Given, places: unknown[] = []): { given: Given; places: unknown[] } {
  // It is nothing but to be handed on, whatever the type says.
  const as = (value: unknown) => ({ given: value as Given, places });
  if (isWhole(given)) {
    const place = standInFor(given);
    places.push(place);
    return as(place);
  }
  if (isFixed(given)) return as(given);
  if (Array.isArray(given)) return as(given.map((value) => standIns(value, places).given));
  const entries = Object.entries(given as object).map(([key, value]) => [key, standIns(value, places).given]);
  return as(Object.fromEntries(entries));
}

function standInFor(value: unknown): unknown {
  const one = Symbol("what each call gives");
  return isList(value) ? [one] : one;
}

/** Whether this is a stand-in, or was made from one. */
export function isStandIn(value: unknown): boolean {
  return typeof value === "symbol" || (Array.isArray(value) && value.some((one) => typeof one === "symbol"));
}
