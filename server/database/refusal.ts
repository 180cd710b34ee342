/** Where a database is, without login and password: `host:port`, or the folder of its socket. */
export function hostOf(url: string): string {
  const { host, searchParams } = new URL(url);
  return host || searchParams.get("host") || "localhost";
}

/** The error's code; of several addresses that were tried, that of the first. Empty when it has none. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/**
 * Why there is no connection to a database, in a sentence for the operator. Never the URL itself: it holds a password.
 * @param setting which one the URL is from
 */
export function refusalOf(url: string, error: unknown, setting = "DATABASE_URL"): string {
  const { username, pathname } = new URL(url);
  const host = hostOf(url);
  const database = pathname.slice(1);
  const code = codeOf(error);
  const message = error instanceof Error && error.message !== "" ? error.message : "no reason given";
  // PgBouncer has one code for all that it refuses, and words of its own: "password authentication failed", "SASL authentication
  // failed", "no such user".
  const isLogin = code === "08P01" && /authentication failed|no such user/i.test(message);
  if (code === "28P01" || code === "28000" || isLogin)
    return `The database at ${host} denied access to "${username}": check ${setting}.`;
  if (code === "3D000") return `The database "${database}" does not exist at ${host}: create it, or change ${setting}.`;
  if (code === "42501")
    return `The database at ${host} doesn't allow "${username}" to connect to "${database}": grant connect on it, or change ${setting}.`;
  if (code === "53300")
    return `All connections to the database at ${host} are taken (${message}): close some, or raise the limit.`;
  // What pg and its pool say when the time is up: "Query read timeout", "timeout expired" and others.
  if (code === "" && /timeout/i.test(message))
    return `The database at ${host} does not respond: check DATABASE_URL, the load on the database, and any pooler or firewall in front of it.`;
  // What PgBouncer says of anything has the same code.
  const why = code === "" || code === "08P01" ? message : code;
  return `The database at ${host} can't be reached (${why}): check ${setting}.`;
}
