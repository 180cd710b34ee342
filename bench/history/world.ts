import type { Kysely } from "kysely";
import type { Database } from "@/db/schema";
import { addMember, createOrganisation, createToken, createUser } from "@/test/fixtures";

/** A token that is asked with, and what it is asked for. */
export type LiveToken = {
  id: string;
  secret: string;
  /** What it loses with its ending. */
  path: string;
  /** The secret of another token, of whoever may end it. */
  keeper: string;
  ways: readonly Way[];
};

/** How a token is ended over the API: the request, and what acknowledges it. */
export type Way = {
  name: string;
  method: string;
  path: string;
  by: "itself" | "keeper";
  body?: string;
  status: number;
};

const ME = "/iam/v3/me/";
const TOKENS = "/iam/v3/access-tokens/";
const PEOPLE = 20;

/**
 * People with tokens, which are ended for good in each way that the API has: revoked by another token or by itself, replaced at once, and
 * kept out of an organisation by its owner.
 */
export async function createWorld(db: Kysely<Database>, checkPath = ME) {
  const boss = await createUser(db);
  const organisation = await createOrganisation(db, { members: [{ user: boss, role: "owner" }] });
  const bossToken = await createToken(db, boss);
  const people = await Promise.all(
    Array.from({ length: PEOPLE }, async () => {
      const user = await createUser(db);
      await addMember(db, organisation, user, "admin");
      return { user, keeper: (await createToken(db, user)).secret };
    }),
  );
  let made = 0;
  return {
    makeToken: async (): Promise<LiveToken> => {
      const n = made++;
      const person = people[n % people.length];
      if (person === undefined) throw new Error("there are people");
      const { id, secret } = await createToken(db, person.user);
      const one = { id, secret };
      if (n % 4 !== 3) return { ...one, path: checkPath, keeper: person.keeper, ways: wholeWays(id) };
      const members = `/iam/v3/organisations/${organisation.id}/members/`;
      return { ...one, path: members, keeper: bossToken.secret, ways: [withdrawal(organisation.id, id)] };
    },
  };
}

function wholeWays(id: string): Way[] {
  return [
    { name: "revoke", method: "DELETE", path: `${TOKENS}${id}/`, by: "keeper", status: 204 },
    { name: "revoke itself", method: "DELETE", path: `${TOKENS}self/`, by: "itself", status: 204 },
    {
      ...{ name: "replace now", method: "POST", path: `${TOKENS}${id}/rotate/`, by: "keeper", status: 201 },
      body: JSON.stringify({ replace_now: true }),
    },
  ];
}

function withdrawal(organisationId: string, id: string): Way {
  return {
    ...{ name: "withdraw access", method: "PATCH", by: "keeper", status: 200 },
    path: `/iam/v3/organisations/${organisationId}/access-tokens/${id}/access/`,
    body: JSON.stringify({ state: "withdrawn" }),
  };
}
