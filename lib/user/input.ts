import { z } from "zod";
import { holdsSecret, lineInput, nameInput, SECRET_FAULT } from "@/lib/text-input";
import { isTimezone } from "@/lib/time/zone";

export const emailInput = z
  .string()
  .trim()
  .max(254, "Use an e-mail address of at most 254 characters.")
  .refine((email) => !holdsSecret(email), `The e-mail address ${SECRET_FAULT}`)
  .pipe(z.email("Enter an e-mail address, such as name@example.com."));
export const firstNameInput = lineInput("The first name");
export const lastNameInput = lineInput("The last name");
export const organisationNameInput = nameInput("The organisation's name");

/** A timezone of the IANA database that this runtime knows; anything else becomes UTC. */
export function timezoneOrUtc(value: unknown): string {
  return typeof value === "string" && value.length <= 64 && isTimezone(value) ? value : "UTC";
}
