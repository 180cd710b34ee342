import type { Client } from "../../client/client";
import { Failure } from "../../failure";

/** Revoke a token that was just made, and whose secret could not be kept. @returns what became of it, as a sentence */
export async function revoked(asking: Client, { uuid, label }: { uuid: string; label: string }): Promise<string> {
  try {
    await asking.ask("DELETE", `/iam/v3/access-tokens/${uuid}/`);
    return `The new token “${label}” was revoked again.`;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return `The new token “${label}” could not be revoked (${error.message}): latchkey token revoke ${uuid}`;
  }
}
