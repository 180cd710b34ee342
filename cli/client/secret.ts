import { randomUUID } from "node:crypto";
import { isLost, Refusal } from "./answer";
import type { Client } from "./client";
import type { TokenWithSecret } from "./types";

const LOST_ANSWERS = 2;

/**
 * Ask for a new secret. A lost answer is asked for again under the same key, so that a request that is still on its way cannot come after
 * it. @returns `lost` where it was done, and no one has the secret: of this token, where that is known
 */
export async function askForSecret(
  client: Client,
  path: string,
  body: unknown,
): Promise<{ given: TokenWithSecret } | { lost: string | undefined }> {
  const idempotencyKey = randomUUID();
  for (let attempt = 1; ; attempt++) {
    try {
      return { given: await client.ask<TokenWithSecret>("POST", path, { body, idempotencyKey }) };
    } catch (error) {
      if (error instanceof Refusal && error.problem?.code === "already_created") return { lost: error.problem.uuid };
      if (!isLost(error) || attempt === LOST_ANSWERS) throw error;
    }
  }
}
