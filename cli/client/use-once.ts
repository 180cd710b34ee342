import { setTimeout as sleep } from "node:timers/promises";
import { isPassing } from "./answer";
import { Client } from "./client";

const BETWEEN_TRIES_MS = 1000;
const MOST_TRIES = 3;

/** The first use of a secret makes it the token's current one. */
export async function useOnce(host: string, secret: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await new Client(host, secret).get("/iam/v3/me/");
      return;
    } catch (error) {
      if (attempt === MOST_TRIES || !isPassing(error)) throw error;
    }
    await sleep(BETWEEN_TRIES_MS);
  }
}
