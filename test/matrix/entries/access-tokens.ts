import { v7 as uuidv7 } from "uuid";
import { digestOf, generateSecret, hintOf } from "@/lib/access-token/secret";
import { tokenDigestKey } from "@/lib/keys";
import { type Caller, isPerson } from "../caller";
import type { Cell, Entry } from "../cells";
import { ownerColumns, type Seed, seedTokens, type World } from "../world";

const CALLER = { of: "caller" } as const;
const MANY = "?page_size=1";
const targetId = (_world: World, cell: Cell) => [cell.target];

/** The weakest token there is, of the caller's owner: within every caller, so only the caller's scopes decide. */
const ownToken = (world: World, caller: Caller | undefined): Seed => ({
  columns: { ...ownerColumns(world, caller?.owner ?? "owner"), may_rotate_itself: false },
  scopes: ["tokens:read"],
  limits: [],
});

async function ownTokens(world: World, cells: readonly Cell[]): Promise<string[]> {
  const seeds = cells.map((cell) => ownToken(world, cell.caller));
  return (await seedTokens(world.db, seeds)).map(({ id }) => id);
}

/** One token of somebody who has nothing to do with any caller. */
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
  scenario: "one's own",
  need: CALLER,
  fresh: ownTokens,
  ids: targetId,
  ...rest,
});
const somebodyElses = (rest: Partial<Entry> = {}): Entry => ({
  scenario: "somebody else's",
  need: { of: "nothing" },
  fresh: strangersTokens,
  ids: targetId,
  ...rest,
});

const both = (rest: Partial<Entry> = {}) => [own(rest), somebodyElses(rest)];

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
  "GET /iam/v3/": [{ need: CALLER }],
  "GET /iam/v3/me/": [{ need: CALLER }],
  "GET /iam/v3/access-tokens/": [{ need: CALLER, query: () => MANY }],
  "POST /iam/v3/access-tokens/": [
    {
      need: CALLER,
      body: (_world, { word }) => ({ label: word, scopes: ["tokens:read"], limits: [] }),
      // It acts for no person: there is nobody whose personal token it could make.
      unless: ({ owner, kind }) => (isPerson(owner) || kind === "wrong_scope" ? undefined : "403 exceeds_caller"),
    },
  ],
  "GET /iam/v3/access-tokens/self/": [{ need: CALLER }],
  "DELETE /iam/v3/access-tokens/self/": [{ need: CALLER, undo: revive }],
  "POST /iam/v3/access-tokens/self/rotate/": [{ need: CALLER, body: () => ({}) }],
  "GET /iam/v3/access-tokens/{uuid}/": both(),
  "PATCH /iam/v3/access-tokens/{uuid}/": both({ body: (_world, { word }) => ({ description: word }) }),
  "DELETE /iam/v3/access-tokens/{uuid}/": both(),
  "GET /iam/v3/access-tokens/{uuid}/usage/": both(),
  "POST /iam/v3/access-tokens/{uuid}/rotate/": both({ body: () => ({}) }),
  "PATCH /iam/v3/access-tokens/{uuid}/retiring/": [
    own({ fresh: withOverlap, body: () => ({ retires_at: new Date(Date.now() + 7_200_000) }) }),
    somebodyElses({ body: () => ({ retires_at: new Date(Date.now() + 7_200_000) }) }),
  ],
  "DELETE /iam/v3/access-tokens/{uuid}/retiring/": [own({ fresh: withOverlap }), somebodyElses()],
};
