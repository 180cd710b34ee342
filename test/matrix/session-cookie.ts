import { encode } from "next-auth/jwt";
import { insertSession } from "@/db/session";
import { sessionCookie } from "@/lib/session/cookie";
import { sessionSecret } from "@/lib/session/secret";
import { isPerson, OWNERS, type Person } from "./caller";
import type { World } from "./world";

/** Everybody who can sign in; undefined is whoever did not. */
export const VISITORS: readonly (Person | undefined)[] = [undefined, ...OWNERS.filter(isPerson)];

export type Cookies = ReadonlyMap<Person, string>;

/** A live session of each person, as the header that his or her browser sends. */
export async function signInEverybody(world: World): Promise<Cookies> {
  const { name } = sessionCookie();
  const cookies = new Map<Person, string>();
  for (const person of OWNERS.filter(isPerson)) {
    const user_id = world.people[person].id;
    const sid = await insertSession(world.db, { user_id, method: "password", address: null, user_agent: "matrix" });
    cookies.set(person, `${name}=${await encode({ token: { sid }, salt: name, secret: sessionSecret() })}`);
  }
  return cookies;
}
