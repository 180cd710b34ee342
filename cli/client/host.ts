import { usageFailure } from "../failure";

/** The address of an instance from what was typed: a name is reached by https. @returns its origin */
export function hostOf(typed: string): string {
  const text = /^https?:\/\//i.test(typed) ? typed : `${isLoopback(typed) ? "http" : "https"}://${typed}`;
  // Of another scheme, it would be a name with an empty port.
  if (/^https?:\/\/[a-z][a-z\d+.-]*:\/\//i.test(text) || !URL.canParse(text)) {
    throw usageFailure(`“${typed}” is not the address of an instance.`, "Write it like https://tokens.example.com");
  }
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") throw usageFailure("A URL must not contain a user name or password.");
  return url.origin;
}

/** Whether what is sent there could be read on the way. */
export function isInTheClear(host: string): boolean {
  return host.startsWith("http://") && !isLoopback(new URL(host).host);
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])(:\d+)?(\/|$)/i.test(host);
}
