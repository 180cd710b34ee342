import { z } from "zod";
import { lineInput } from "@/lib/text-input";

/** The one client there is, which anybody may be: the command line client. */
export const CLIENT_ID = "latchkey-cli";
export const DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

// Another one is refused in words of its own, not as a wrong field.
const clientId = z
  .string("Send the client's name as client_id.")
  .describe(CLIENT_ID)
  .meta({ enum: [CLIENT_ID] });

/** What asks for a login, as a form: RFC 8628 §3.1. What else is in it is ignored. */
export const startLoginInput = z.object({
  client_id: clientId,
  scope: z
    .string()
    .max(1024, "The scope has more than 1024 characters.")
    .describe("scopes, separated by spaces, that the page suggests; default: full access")
    .optional(),
  device_name: lineInput("The device name", 255)
    .describe("the name of the machine, up to 255 characters: shown on the page and used as the token's label")
    .optional(),
});

/** What asks for the token of a login, as a form: RFC 8628 §3.4. */
export const tokenRequestInput = z.object({
  grant_type: z
    .string("Send the grant_type.")
    .describe(DEVICE_GRANT)
    .meta({ enum: [DEVICE_GRANT] }),
  client_id: clientId,
  device_code: z
    .string()
    .max(1024, "The device code has more than 1024 characters.")
    .describe("the device_code from the response that started the login")
    .optional(),
});
