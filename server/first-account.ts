import { db } from "@/db/database";
import { createFirstAccountOfSettings } from "@/lib/setup/first-account-of-settings";
import { issueSetupCode } from "@/lib/setup/setup-code";
import { say } from "./say";
import type { Settings } from "./settings";
import { StartError } from "./start-error";

/**
 * With no account yet: make the one of `SETUP_EMAIL` and `SETUP_PASSWORD`.
 * @returns the one-time link to `/setup` when there still is none
 * @throws StartError when those settings cannot be used
 */
export async function prepareFirstAccount(settings: Settings): Promise<string | undefined> {
  const email = await createFirstAccountOfSettings(db).catch((error: Error) => {
    throw error.message.startsWith("SETUP_") ? new StartError(error.message) : error;
  });
  if (email !== null) say("Account", `created the first one, ${email}.`);
  const code = await issueSetupCode(db);
  return code === null ? undefined : `${settings.APP_URL}/setup?code=${encodeURIComponent(code)}`;
}
