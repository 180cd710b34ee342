declare const value: unique symbol;

/** A value as JSON, with its type. */
export type JsonText<Value> = string & { readonly [value]: Value };

export function jsonText<Value>(given: Value): JsonText<Value> {
  // The type exists only at compile time. It is true here, where the text is made.
  return JSON.stringify(given) as JsonText<Value>;
}
