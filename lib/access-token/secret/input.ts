import { z } from "zod";

/** How many secrets one request may carry. */
export const MOST_SECRETS = 100;

/** Secrets in the body of a request. What is none of ours is no fault: it is what scanners find, too. */
export const secretsInput = z.strictObject({
  tokens: z
    .array(z.string("A token must be text."), "The tokens must be a list.")
    .max(MOST_SECRETS, `Send at most ${MOST_SECRETS} tokens at a time.`)
    .describe(`a list of up to ${MOST_SECRETS} secrets, or lines that contain one each`),
});
