import { parseDuration } from "../form/expiration-choice";

/** When a token that the operator makes expires: so long after it is made, at a moment, or never. */
export type OperatorExpiration = { after: number } | { at: Date } | "never";

/** `90d`, `12h`, `never`, or a date and time with its offset; undefined for anything else. Pure. */
export function parseExpiration(text: string): OperatorExpiration | undefined {
  if (text === "never") return "never";
  const after = parseDuration(text);
  if (after !== undefined) return { after };
  // Without an offset it would be another moment on every machine.
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i.test(text)) return undefined;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : { at };
}

/** The moment that it is for a token that is made `now`; null for never. */
export function expiresAtOf(expiration: OperatorExpiration, now: Date): Date | null {
  if (expiration === "never") return null;
  return "at" in expiration ? expiration.at : new Date(now.getTime() + expiration.after);
}
