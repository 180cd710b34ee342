import { randomBytes } from "node:crypto";

const TRIES = 5;
const LONGEST = 63;

/**
 * Insert something under a slug that is free: the given one, or that with a random end. People share names, and a number that
 * counts up would tell how many do.
 * @param insert inserts under this slug, or returns undefined when it is taken
 */
export async function insertUnderFreeSlug(
  slug: string,
  insert: (free: string) => Promise<string | undefined>,
): Promise<string> {
  for (let n = 0; n < TRIES; n++) {
    const suffix = n === 0 ? "" : `-${randomBytes(3).toString("hex")}`;
    const id = await insert(`${slug.slice(0, LONGEST - suffix.length).replace(/-+$/, "")}${suffix}`);
    if (id !== undefined) return id;
  }
  throw new Error(`no free address was found in ${TRIES} tries`);
}
