import { z } from "zod";
import { type CreateTokenInput, createTokenInput } from "@/lib/access-token/input";
import { limitJson } from "@/lib/access-token/json";

/** How long the token of a login lives. */
export const TOKEN_DAYS = 90;
export const TOKEN_SECONDS = TOKEN_DAYS * 24 * 60 * 60;

/** What the login of a device is called, and its token. @param deviceName what the machine calls itself; empty where it does not say */
export function labelOf(deviceName: string): string {
  return deviceName === "" ? "Command line" : deviceName;
}

/** What a person allows a login: everything else of its token is fixed. */
export const allowedInput = z.strictObject({
  scopes: createTokenInput.shape.scopes.unwrap(),
  limits: createTokenInput.shape.limits.unwrap(),
});
export type AllowedInput = z.output<typeof allowedInput>;

/** The input that makes the token of a login, for 90 days from `now` on. */
export function tokenInput(
  { scopes, limits }: AllowedInput,
  { deviceName, now }: { deviceName: string; now: Date },
): CreateTokenInput {
  return {
    ...createTokenInput.parse({ label: labelOf(deviceName), purpose: "local_development" }),
    scopes,
    limits,
    expiration_date: new Date(now.getTime() + TOKEN_SECONDS * 1000),
    allowed_networks: null,
  };
}

/** What was allowed, as it is kept until the token is made: in the API's names, and read by the same schema again. */
export function allowedJson({ scopes, limits }: AllowedInput): z.input<typeof allowedInput> {
  return { scopes, limits: limits === null ? null : limits.map(limitJson) };
}
