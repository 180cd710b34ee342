import { v7 as uuidv7 } from "uuid";
import { digestOf, generateSecret, hintOf } from "@/lib/access-token/secret/secret";
import { PERMISSIONS } from "@/lib/authorization/permission";
import { tokenDigestKey } from "@/lib/keys";
import { type Caller, isPerson, type OrganisationName } from "../caller";
import type { Cell, Entry } from "../cells";
import { isTouched, type Outcome } from "../oracle";
import { ownerColumns, type Seed, seedTokens, type World } from "../world";

const CALLER = { of: "caller" } as const;
const MANY = "?page_size=1";
const targetId = (_world: World, cell: Cell) => [cell.target];
// The weakest there is: within every caller, so that only scopes and rights decide.
const WEAKEST = { scopes: ["tokens:read"], limits: [] };

/** A token of the caller's own owner, a person or an organisation. */
const ownToken = (world: World, caller: Caller | undefined): Seed => ({
  columns: { ...ownerColumns(world, caller?.owner ?? "owner"), may_rotate_itself: false },
  ...WEAKEST,
});

async function ownTokens(world: World, cells: readonly Cell[]): Promise<string[]> {
  const seeds = cells.map((cell) => ownToken(world, cell.caller));
  return (await seedTokens(world.db, seeds)).map(({ id }) => id);
}

/** A token of ours for each cell, of the member's team or of nobody's. */
const oursTokens = (team: "own" | undefined) => async (world: World, cells: readonly Cell[]) => {
  const columns = {
    kind: "org" as const,
    organisation_id: world.organisations.ours.id,
    acts_as: "guest" as const,
    team_id: team === undefined ? null : world.teams[team].id,
    may_rotate_itself: false,
  };
  return (
    await seedTokens(
      world.db,
      cells.map(() => ({ columns, ...WEAKEST })),
    )
  ).map(({ id }) => id);
};

/** Whether the caller manages an organisation's token: by its role there, and of a team by being in it. */
function manages(caller: Caller, organisation: OrganisationName, team?: "own"): boolean {
  const role = caller.rights[organisation]?.role;
  if (role === undefined || !isLetIn(caller, organisation)) return false;
  const extent = PERMISSIONS.manage_organisation_tokens[role];
  return extent === "all" || (extent === "own_teams" && team === "own" && caller.owner === "member");
}

/** Whether it reaches something of the organisation, which does not keep it out. */
function isLetIn(caller: Caller, organisation: OrganisationName): boolean {
  return isTouched(caller, { organisation }) && (caller.refused === undefined || organisation === "theirs");
}

const unlessManaged =
  (organisation: OrganisationName, team?: "own") =>
  (caller: Caller): Outcome | undefined =>
    caller.kind === "wrong_scope" || manages(caller, organisation, team) ? undefined : "404 not_found";

/** One token of someone who has nothing to do with any caller. */
async function strangersTokens(world: World, cells: readonly Cell[]): Promise<string[]> {
  const [made] = await seedTokens(world.db, [
    { columns: { kind: "pat", user_id: world.nobodyElse.id }, scopes: ["tokens:read"], limits: [] },
  ]);
  return cells.map(() => made?.id ?? "");
}

async function withOverlap(world: World, cells: readonly Cell[]): Promise<string[]> {
  const ids = await ownTokens(world, cells);
  const { key, id: keyId } = tokenDigestKey();
  const rows = ids.map((token_id) => {
    const secret = generateSecret("lk", "pat");
    return { id: uuidv7(), token_id, digest: digestOf(secret, key), key_id: keyId, hint: hintOf(secret) };
  });
  const since = new Date();
  const until = new Date(Date.now() + 3_600_000);
  await world.db
    .insertInto("access_token_secret")
    .values(rows.map((row) => ({ ...row, state: "retiring" as const, retiring_since: since, retires_at: until })))
    .execute();
  return ids;
}

const own = (rest: Partial<Entry> = {}): Entry => ({
  scenario: "of the caller's owner",
  need: CALLER,
  fresh: ownTokens,
  ids: targetId,
  // A person's are all his or hers; an organisation's token sees those that its role lets it manage.
  unless: (caller) =>
    isPerson(caller.owner) ? undefined : unlessManaged(caller.owner === "token_of_theirs" ? "theirs" : "ours")(caller),
  ...rest,
});
const somebodyElses = (rest: Partial<Entry> = {}): Entry => ({
  scenario: "of somebody else",
  need: { of: "nothing" },
  fresh: strangersTokens,
  ids: targetId,
  ...rest,
});
const ofOurs = (team: "own" | undefined, rest: Partial<Entry> = {}): Entry => ({
  scenario: team === undefined ? "of the organisation" : "of a team of the organisation",
  need: CALLER,
  fresh: oursTokens(team),
  ids: targetId,
  unless: unlessManaged("ours", team),
  ...rest,
});

const each = (rest: Partial<Entry> = {}) => [
  own(rest),
  somebodyElses(rest),
  ofOurs(undefined, rest),
  ofOurs("own", rest),
];

/** Nobody meets a caller that an earlier cell has revoked. */
async function revive(world: World): Promise<void> {
  await world.db
    .updateTable("access_token")
    .set({ revoked_at: null, revoke_kind: null, revoke_reason: null, revoked_by_user_id: null })
    .where(
      "id",
      "in",
      [...world.tokens.values()].map(({ id }) => id),
    )
    .where("revoked_at", "is not", null)
    .execute();
}

export const ACCESS_TOKENS: Readonly<Record<string, readonly Entry[]>> = {
  "GET /api/health": [{ need: CALLER }],
  "GET /api/health/ready": [{ need: CALLER }],
  "GET /iam/v3/": [{ need: CALLER }],
  "GET /iam/v3/me/": [{ need: CALLER }],
  "GET /iam/v3/access-tokens/": [{ need: CALLER, query: () => MANY }],
  "POST /iam/v3/access-tokens/lookup/": [{ need: CALLER, body: () => ({ tokens: ["nobody's"] }) }],
  "POST /iam/v3/access-tokens/": [
    {
      need: CALLER,
      body: (_world, { word }) => ({ label: word, ...WEAKEST }),
      // It acts for no person: there is nobody whose personal token it could make.
      unless: ({ owner, kind }) => (isPerson(owner) || kind === "wrong_scope" ? undefined : "403 exceeds_caller"),
    },
    {
      scenario: "for a team of the organisation",
      need: {
        of: "organisation",
        at: { organisation: "ours" },
        permission: "manage_organisation_tokens",
        // A token of a part of it makes tokens of that part.
        seenByPart: true,
      },
      body: (world, { word }) => ({
        label: word,
        organisation: world.organisations.ours.id,
        team: world.teams.own.id,
        acts_as: "member",
        // The policy of ours asks for one.
        purpose: "automation",
        ...WEAKEST,
      }),
      // It acts as a member and is in no team.
      unless: (caller) =>
        caller.owner === "token_as_member" && isLetIn(caller, "ours") && caller.kind !== "wrong_scope"
          ? "400 invalid_request"
          : undefined,
    },
  ],
  "GET /iam/v3/access-tokens/self/": [{ need: CALLER }],
  "DELETE /iam/v3/access-tokens/self/": [{ need: CALLER, undo: revive }],
  "POST /iam/v3/access-tokens/self/rotate/": [{ need: CALLER, body: () => ({}) }],
  "GET /iam/v3/access-tokens/{uuid}/": each(),
  "PATCH /iam/v3/access-tokens/{uuid}/": each({ body: (_world, { word }) => ({ description: word }) }),
  "DELETE /iam/v3/access-tokens/{uuid}/": each(),
  "GET /iam/v3/access-tokens/{uuid}/usage/": each(),
  "POST /iam/v3/access-tokens/{uuid}/rotate/": each({ body: () => ({}) }),
  "PATCH /iam/v3/access-tokens/{uuid}/retiring/": [
    own({ fresh: withOverlap, body: () => ({ retires_at: new Date(Date.now() + 7_200_000) }) }),
    somebodyElses({ body: () => ({ retires_at: new Date(Date.now() + 7_200_000) }) }),
  ],
  "DELETE /iam/v3/access-tokens/{uuid}/retiring/": [own({ fresh: withOverlap }), somebodyElses()],
};
