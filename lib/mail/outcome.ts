const MINUTE_MS = 60_000;

// Short at first, for a server that is restarted or that greylists; then hours. The eighth attempt, after 22 hours, is the last.
const WAITS_MINUTES = [1, 5, 15, 60, 180, 360, 720];

/** When to try again after `attempts` attempts, or undefined when the last one was made. */
export function nextAttemptAt(attempts: number, now: Date): Date | undefined {
  const minutes = WAITS_MINUTES[attempts - 1];
  return minutes === undefined ? undefined : new Date(now.getTime() + minutes * MINUTE_MS);
}

export type SendFailure = {
  /** The server refused this recipient or this message permanently. Problems with the server or the login are temporary. */
  permanent: boolean;
  /** For the log and the row: what happened, without what the server wrote, which may quote addresses. */
  words: string;
};

/** The message could not be made of what was queued: a setting that it depends on has changed, or another version queued it. */
export class UnwritableMail extends Error {
  override readonly name = "UnwritableMail";
}

/** What a failed attempt means. @see RFC 5321 §4.2.1 */
export function failureOf(error: unknown): SendFailure {
  if (error instanceof UnwritableMail) return { permanent: false, words: "it can't be composed. Was APP_URL changed?" };
  const { code, responseCode, command } = detailsOf(error);
  const permanent = responseCode !== undefined && responseCode >= 500 && (command === "RCPT TO" || command === "DATA");
  const at = command === undefined || command === "CONN" ? "" : ` at ${command}`;
  if (responseCode !== undefined) return { permanent, words: `the mail server responded with ${responseCode}${at}` };
  return { permanent: false, words: `the mail server could not be used: ${code ?? "unknown error"}${at}` };
}

function detailsOf(error: unknown): { code?: string; responseCode?: number; command?: string } {
  if (!(error instanceof Error)) return {};
  const text = (name: string) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const status: unknown = Reflect.get(error, "responseCode");
  return {
    // The system's code (ECONNREFUSED) says more than nodemailer's class (ESOCKET).
    code: text("originalCode") ?? text("code"),
    responseCode: typeof status === "number" ? status : undefined,
    command: text("command"),
  };
}
