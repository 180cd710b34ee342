import type { Db } from "@/db/database";
import { env } from "@/lib/env";
import { createFirstAccount, firstAccountInput } from "./create-first-account";

/**
 * Make the first account of `SETUP_EMAIL` and `SETUP_PASSWORD`, if they are set and there is no account yet.
 * @returns its e-mail address, or null when there was nothing to do
 * @throws Error with one sentence for the operator when the settings cannot be used
 */
export async function createFirstAccountOfSettings(db: Db): Promise<string | null> {
  const { SETUP_EMAIL, SETUP_PASSWORD, BRAND_NAME } = env();
  if (SETUP_EMAIL === undefined || SETUP_PASSWORD === undefined) return null;
  const input = firstAccountInput(BRAND_NAME).safeParse({
    email: SETUP_EMAIL,
    password: SETUP_PASSWORD,
    organisation: BRAND_NAME,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  if (!input.success) {
    const issue = input.error.issues[0];
    const name = issue?.path[0] === "password" ? "SETUP_PASSWORD" : "SETUP_EMAIL";
    throw new Error(`${name} can't be used: ${issue?.message}`);
  }
  const client = { address: null, userAgent: "", requestId: "" };
  const result = await createFirstAccount(db, input.data, { by: "operator" }, client);
  return result.status === "created" ? input.data.email : null;
}
