import { tzOffset } from "@date-fns/tz";

/** Is `name` an IANA timezone that this runtime knows? */
export function isTimezone(name: string): boolean {
  // Intl also takes offsets such as "+02:00"; those know nothing of summer time and are not zones.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Every IANA timezone that this runtime names, UTC first, the others in alphabetical order. */
export function timezones(): readonly string[] {
  const names = new Set(Intl.supportedValuesOf("timeZone"));
  names.delete("UTC");
  return ["UTC", ...[...names].sort()];
}

/** Minutes that local time in `timezone` is ahead of UTC at `at`. */
export function offsetMinutes(timezone: string, at: Date): number {
  return tzOffset(timezone, at);
}

/** `UTC`, `UTC+2`, `UTC−3:30`: how far `timezone` is from UTC at `at`. */
export function offsetLabel(timezone: string, at: Date): string {
  const minutes = offsetMinutes(timezone, at);
  if (minutes === 0) return "UTC";
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.round(Math.abs(minutes) % 60);
  return `UTC${minutes < 0 ? "−" : "+"}${hours}${rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`}`;
}
