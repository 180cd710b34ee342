import { z } from "zod";
import { isTimezone } from "@/lib/time/zone";

const text = z
  .string()
  .refine((value) => !value.includes("\0"), "Use characters that can be typed.")
  .trim();

/** Up to 100 characters of any writing; the database counts code points, as this does. */
function upTo100(what: string) {
  return text.refine((value) => [...value].length <= 100, `${what} has at most 100 characters.`);
}

export const emailInput = z
  .string()
  .trim()
  .max(254, "Use an e-mail address of at most 254 characters.")
  .pipe(z.email("Enter an e-mail address, such as name@example.com."));
export const firstNameInput = upTo100("A first name");
export const lastNameInput = upTo100("A last name");
export const organisationNameInput = upTo100("An organisation's name").refine(
  (value) => value !== "",
  "Enter the organisation's name.",
);

/** A timezone of the IANA database that this runtime knows; anything else becomes UTC. */
export function timezoneOrUtc(value: unknown): string {
  return typeof value === "string" && value.length <= 64 && isTimezone(value) ? value : "UTC";
}
