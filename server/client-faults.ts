/** What Next.js logs with a stack though only a client is at fault, and what there is to say of it, if anything. */
const CLIENT_FAULTS: readonly (readonly [message: RegExp, line: string | undefined])[] = [
  // It went away in the middle of its request, or was sent away since that was too long.
  [/^aborted$|^The body is too large\.$/, undefined],
  [
    /^(Failed to find Server Action|The Server Reference ID did not match)/,
    "A page of another version asked for a server action that does not exist.",
  ],
  [/^(Failed to parse body as FormData|Unexpected end of form|Malformed part header)/, "A form could not be read."],
];

/** Have the log, `console.error`, say of the faults of clients what an operator can use: a line at most, and no stack. */
export function shortenClientFaults(log: (...parts: unknown[]) => void): (...parts: unknown[]) => void {
  return (...parts) => {
    const error = parts.find((part) => part instanceof Error);
    const fault = error && CLIENT_FAULTS.find(([message]) => message.test(error.message));
    if (fault === undefined) log(...parts);
    else if (fault[1] !== undefined) log(fault[1]);
  };
}
