// SQLSTATE that say "not now" and nothing about the statement: 08 connection, 53 resources (disk full, too many connections),
// 57P operator intervention, 25006 read-only; and what PostgreSQL aborts because of a timeout or of concurrent transactions:
// 57014 statement timeout, 55P03 lock timeout, 40P01 deadlock, 40001 serialization.
const UNAVAILABLE_STATES = /^(08...|53...|57P0.|25006|57014|55P03|40P01|40001)$/;
const UNAVAILABLE_ERRNOS = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
// pg's messages without a code for a lost connection, or when none became free in time.
const UNAVAILABLE_MESSAGES =
  /timeout exceeded when trying to connect|^timeout expired$|^Query read timeout$|Connection terminated|connection ended|Client has encountered a connection error|Cannot use a pool after calling end/i;

/** There was no slot for a write in time. It has not begun. */
export class Busy extends Error {
  override readonly name = "Busy";
}

// What PostgreSQL says of a transaction that it has undone: for time, for a deadlock, for another one.
const UNDONE_STATES = new Set(["57014", "55P03", "40P01", "40001"]);

/** Whether an error means that a change had no time: it was not begun, or the database has undone it. */
export function hadNoTime(error: unknown): boolean {
  if (error instanceof Busy) return true;
  return error instanceof Error && "code" in error && typeof error.code === "string" && UNDONE_STATES.has(error.code);
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
