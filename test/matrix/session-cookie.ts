import { sessionHeaderOf } from "../http/session-cookie";
import { isPerson, OWNERS, type Person } from "./caller";
import type { World } from "./world";

/** Everybody who can sign in; undefined is whoever did not. */
export const VISITORS: readonly (Person | undefined)[] = [undefined, ...OWNERS.filter(isPerson)];

export type Cookies = ReadonlyMap<Person, string>;

/** A live session of each person, as the header that their browser sends. */
export async function signInEverybody(world: World): Promise<Cookies> {
  const cookies = new Map<Person, string>();
  for (const person of OWNERS.filter(isPerson)) {
    cookies.set(person, await sessionHeaderOf(world.db, world.people[person]));
  }
  return cookies;
}
