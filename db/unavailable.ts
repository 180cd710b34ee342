// SQLSTATE that say "not now" and nothing about the statement: 08 connection, 53 resources (disk full, too many connections),
// 57P operator intervention, 25006 read-only; and what PostgreSQL ends for the time it took, or for what others did meanwhile:
// 57014 statement timeout, 55P03 lock timeout, 40P01 deadlock, 40001 serialization.
const UNAVAILABLE_STATES = /^(08...|53...|57P0.|25006|57014|55P03|40P01|40001)$/;
const UNAVAILABLE_ERRNOS = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
// What pg says without a code when a connection is gone or none could be had in time.
const UNAVAILABLE_MESSAGES =
  /timeout exceeded when trying to connect|^timeout expired$|^Query read timeout$|Connection terminated|connection ended|Client has encountered a connection error|Cannot use a pool after calling end/i;

/** There was no room for a write within the time that it may wait. Nothing of it has begun. */
export class Busy extends Error {
  override readonly name = "Busy";
}

/** Whether an error means that the database cannot be asked at present, as opposed to a mistake of ours. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof Busy) return true;
  if (error instanceof AggregateError && error.errors.some(isUnavailable)) return true;
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (UNAVAILABLE_STATES.test(code) || UNAVAILABLE_ERRNOS.test(code) || UNAVAILABLE_MESSAGES.test(error.message))
    return true;
  return error.cause !== undefined && isUnavailable(error.cause);
}
