/** What the main process has a worker do. Each is reported once it is done. */
export type Order = { order: "listen" | "open" | "stop" } | { order: "prepare"; databaseUrl: string };

/** `up`: orders are heard from now on. `failed` has a sentence for the operator, or nothing where the worker has written what it was itself. */
export type Report = { up: true } | { done: Order["order"] } | { failed: string };

/**
 * Asks the other process to catch up with what is committed (`barrier`) or for its metrics, and is the answer, by the number that the
 * asking side gave.
 */
export type Question = { about: "barrier" | "metrics" } & ({ asks: number } | { answers: number; found: unknown });

/** How long one waits for a process that says nothing. By then it has not heard of the database for 2 seconds, and believes no cache. */
export const ASKING_MS = 2_200;
