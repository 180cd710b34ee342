import { tzOffset } from "@date-fns/tz/tzOffset";

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

// Names that the IANA database has replaced, and that engines still list: https://github.com/eggert/tz/blob/main/backward
const RENAMED: Readonly<Record<string, string>> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

/** The current name of a timezone: `Europe/Kyiv` for `Europe/Kiev`. Any other name stays as it is. */
export function currentZoneName(timezone: string): string {
  const renamed = RENAMED[timezone];
  return renamed !== undefined && isTimezone(renamed) ? renamed : timezone;
}

/** Every IANA timezone that this runtime names, by its present name, UTC first, the others in alphabetical order. */
export function timezones(): readonly string[] {
  const names = new Set(Intl.supportedValuesOf("timeZone").map(currentZoneName));
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
