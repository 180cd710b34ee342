/**
 * One value per process, made on first use. Next.js instantiates a module several times in one process (proxy, route
 * handlers, pages, server file), so a pool, a cache or a buffer in a module variable would exist several times.
 */
export function processWide<T>(name: string, make: () => T): T {
  const key = Symbol.for(`latchkey.${name}`);
  const store = globalThis as unknown as Record<symbol, T | undefined>;
  const existing = store[key];
  if (existing !== undefined) return existing;
  const made = make();
  store[key] = made;
  return made;
}

/** Forget a value, so that the next `processWide` makes it again. For shutdown and tests. */
export function forgetProcessWide(name: string): void {
  delete (globalThis as unknown as Record<symbol, unknown>)[Symbol.for(`latchkey.${name}`)];
}
