import { v7 as uuidv7 } from "uuid";
import { isPerson, KINDS } from "../caller";
import type { Cell, Entry } from "../cells";
import { expectedOutcome, isTouched, type Need } from "../oracle";
import type { World } from "../world";

const OURS = { organisation: "ours" } as const;
const CALLER: Need = { of: "caller" };
const SEE: Need = { of: "organisation", at: OURS, permission: "see_organisation", seenByPart: true };
const CHANGE: Need = { of: "organisation", at: OURS, permission: "change_organisation" };
const PEOPLE: Need = { of: "organisation", at: OURS, permission: "see_people" };
const MANAGE: Need = { of: "organisation", at: OURS, permission: "manage_people" };
const TEAMS: Need = { of: "organisation", at: OURS, permission: "manage_teams" };
const ACTIVITY: Need = { of: "organisation", at: OURS, permission: "see_activity" };
const ours = (world: World) => [world.organisations.ours.id];
const oursAndTarget = (world: World, { target }: Cell) => [world.organisations.ours.id, target];
const oursAndMember = (world: World) => [world.organisations.ours.id, world.people.member.id];
const oursAndTeam = (world: World) => [world.organisations.ours.id, world.teams.other.id];

/** People who belong to ours, one for each cell. */
async function members({ db, organisations }: World, cells: readonly Cell[]): Promise<string[]> {
  const ids = cells.map(() => uuidv7());
  await db
    .insertInto("user")
    .values(ids.map((id) => ({ id, email: `${id}@matrix.example` })))
    .execute();
  const organisation_id = organisations.ours.id;
  await db
    .insertInto("membership")
    .values(ids.map((user_id) => ({ user_id, organisation_id, role: "member" as const })))
    .execute();
  return ids;
}

async function invitations({ db, organisations }: World, cells: readonly Cell[]): Promise<string[]> {
  const ids = cells.map(() => uuidv7());
  const expires_at = new Date(Date.now() + 86_400_000);
  const rows = ids.map((id) => ({
    id,
    organisation_id: organisations.ours.id,
    email: `${id}@matrix.example`,
    role: "member" as const,
    digest: Buffer.from(id.replaceAll("-", "").repeat(2), "hex"),
    expires_at,
  }));
  await db.insertInto("invitation").values(rows).execute();
  return ids;
}

async function teams({ db, organisations }: World, cells: readonly Cell[]): Promise<string[]> {
  const ids = cells.map(() => uuidv7());
  await db
    .insertInto("team")
    .values(ids.map((id) => ({ id, organisation_id: organisations.ours.id, name: id })))
    .execute();
  return ids;
}

/** The organisations that the callers made for themselves. */
async function removeMade({ db, people, organisations }: World): Promise<void> {
  const mine = Object.values(people).map(({ id }) => id);
  await db
    .deleteFrom("organisation")
    .where("name", "like", "Made %")
    .where("id", "in", (eb) => eb.selectFrom("membership").select("organisation_id").where("user_id", "in", mine))
    .where("id", "not in", [organisations.ours.id, organisations.theirs.id])
    .execute();
}

const ONE = "/iam/v3/organisations/{uuid}/";

export const ORGANISATIONS: Readonly<Record<string, readonly Entry[]>> = {
  "GET /iam/v3/organisations/": [
    {
      need: CALLER,
      sees: ({ organisations }, caller) =>
        (["ours", "theirs"] as const)
          .filter((name) => caller.rights[name] !== undefined && isTouched(caller, { organisation: name }))
          .filter((name) => name === "theirs" || caller.refused === undefined)
          .map((name) => organisations[name].id),
    },
  ],
  "POST /iam/v3/organisations/": [
    {
      need: CALLER,
      body: (_world, { word }) => ({ name: `Made ${word}` }),
      undo: removeMade,
      // It would own what it cannot reach, or for nobody.
      unless: ({ owner, kind }) => {
        const isLimited = kind in KINDS && "limits" in KINDS[kind as keyof typeof KINDS];
        return kind !== "wrong_scope" && (isLimited || !isPerson(owner)) ? "403 exceeds_caller" : undefined;
      },
    },
  ],
  [`GET ${ONE}`]: [{ need: SEE, ids: ours }],
  [`PATCH ${ONE}`]: [{ need: CHANGE, ids: ours, body: () => ({}) }],
  [`DELETE ${ONE}`]: [
    {
      need: CHANGE,
      ids: ours,
      // It has applications, so that even its owner cannot delete it.
      unless: (caller) =>
        expectedOutcome(caller, "organisations:write", CHANGE) === "2xx" ? "400 invalid_request" : undefined,
    },
  ],
  [`GET ${ONE}members/`]: [{ need: PEOPLE, ids: ours, query: () => "?page_size=1" }],
  [`GET ${ONE}members/{user}/`]: [{ need: PEOPLE, ids: oursAndMember }],
  [`PATCH ${ONE}members/{user}/`]: [
    { need: MANAGE, fresh: members, ids: oursAndTarget, body: () => ({ role: "guest" }) },
  ],
  [`DELETE ${ONE}members/{user}/`]: [{ need: MANAGE, fresh: members, ids: oursAndTarget }],
  [`GET ${ONE}invitations/`]: [{ need: MANAGE, ids: ours, query: () => "?page_size=1" }],
  [`POST ${ONE}invitations/`]: [
    { need: MANAGE, ids: ours, body: (_world, { word }) => ({ email: `${word}@matrix.example`, role: "guest" }) },
  ],
  [`GET ${ONE}invitations/{invitation}/`]: [{ need: MANAGE, fresh: invitations, ids: oursAndTarget }],
  [`DELETE ${ONE}invitations/{invitation}/`]: [{ need: MANAGE, fresh: invitations, ids: oursAndTarget }],
  [`POST ${ONE}invitations/{invitation}/resend/`]: [{ need: MANAGE, fresh: invitations, ids: oursAndTarget }],
  [`GET ${ONE}activities/`]: [{ need: ACTIVITY, ids: ours, query: () => "?page_size=1" }],
  [`GET ${ONE}teams/`]: [{ need: PEOPLE, ids: ours, query: () => "?page_size=1" }],
  [`POST ${ONE}teams/`]: [{ need: TEAMS, ids: ours, body: (_world, { word }) => ({ name: `Made ${word}` }) }],
  [`GET ${ONE}teams/{team}/`]: [{ need: PEOPLE, ids: oursAndTeam }],
  [`PATCH ${ONE}teams/{team}/`]: [{ need: TEAMS, fresh: teams, ids: oursAndTarget, body: () => ({ members: [] }) }],
  [`DELETE ${ONE}teams/{team}/`]: [{ need: TEAMS, fresh: teams, ids: oursAndTarget }],
};
