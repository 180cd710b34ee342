import { inspect } from "node:util";
import { withoutSecrets } from "@/lib/access-token/secret/format";
import { isOfUnreadableCall } from "./unreadable-form";

/** Errors that Next.js logs with a stack though only clients are at fault, and what to log instead, if anything. */
const CLIENT_FAULTS: readonly (readonly [message: RegExp, line: string | undefined])[] = [
  // The client disconnected in the middle of its request, or its request was too long.
  [/^(aborted|Premature close|The body is too large\.)$/, undefined],
  [
    /^(Failed to find Server Action|The Server Reference ID did not match)/,
    "A page from another version called a server action that does not exist.",
  ],
  [/^too many changes at once$/, "A change waited too long."],
  [/^Invalid Server Actions request\.$/, "A form was sent without a server action."],
  [/^(Failed to parse body as FormData|Unexpected end of form|Malformed part header)/, "A form could not be read."],
];

const UNREADABLE_CALL = "A call of a server action could not be read.";

/** Have something that writes lines, such as `console.warn`, blot out what has the format of a secret. */
export function blotOutSecrets(log: (...parts: unknown[]) => void): (...parts: unknown[]) => void {
  return (...parts) => log(...parts.map(withoutSecretsOf));
}

/**
 * Make the log, `console.error`, report client faults usefully: in one line at most, without a stack. What has the format of a
 * secret is blotted out of everything.
 */
export function shortenClientFaults(log: (...parts: unknown[]) => void): (...parts: unknown[]) => void {
  const write = blotOutSecrets(log);
  return (...parts) => {
    const message = messageOf(parts);
    const isUnreadable = parts.some((part) => part instanceof Error && isOfUnreadableCall(part));
    const fault = message === undefined ? undefined : CLIENT_FAULTS.find(([pattern]) => pattern.test(message));
    if (fault === undefined && isUnreadable) log(UNREADABLE_CALL);
    else if (fault === undefined) write(...parts);
    else if (fault[1] !== undefined) log(fault[1]);
  };
}

/** Next.js logs an error as such, or as text behind a mark, with the colours of a terminal. */
function messageOf(parts: readonly unknown[]): string | undefined {
  const error = parts.find((part) => part instanceof Error);
  if (error) return error.message;
  const text = parts.filter((part) => typeof part === "string").join(" ");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's colours begin with one
  return /^(?:⨯\s*)?(?:\w*Error): (.*)/su.exec(text.replace(/\u001b\[[0-9;]*m/g, "").trim())?.[1];
}

/**
 * A part of a line without secrets, in whichever property they stand: what the database says of an error (`detail`, `where`), its
 * cause, a list of errors. What holds none stays what it is.
 */
function withoutSecretsOf(part: unknown): unknown {
  if (typeof part === "string") return withoutSecrets(part);
  if (typeof part !== "object" || part === null) return part;
  // As the console writes it.
  const text = inspect(part);
  const shown = withoutSecrets(text);
  return shown === text ? part : shown;
}
