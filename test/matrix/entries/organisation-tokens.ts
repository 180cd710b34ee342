import type { Cell, Entry } from "../cells";
import { expectedOutcome, type Need } from "../oracle";
import { seedTokens, type World } from "../world";

const OURS = { organisation: "ours" } as const;
const SEE: Need = { of: "organisation", at: OURS, permission: "see_tokens" };
const WITHDRAW: Need = { of: "organisation", at: OURS, permission: "withdraw_access" };
const ours = (world: World) => [world.organisations.ours.id];
const oursAndTarget = (world: World, { target }: Cell) => [world.organisations.ours.id, target];

async function membersTokens(world: World, cells: readonly Cell[]): Promise<string[]> {
  const owner = { kind: "pat" as const, user_id: world.people.member.id };
  const seeds = cells.map(() => ({ columns: owner, scopes: ["tokens:read"], limits: null }));
  return (await seedTokens(world.db, seeds)).map(({ id }) => id);
}

/** One of someone who has nothing to do with ours. */
async function strangersTokens(world: World, cells: readonly Cell[]): Promise<string[]> {
  const owner = { kind: "pat" as const, user_id: world.nobodyElse.id };
  const [made] = await seedTokens(world.db, [{ columns: owner, scopes: ["tokens:read"], limits: null }]);
  return cells.map(() => made?.id ?? "");
}

const ACCESS = "PATCH /iam/v3/organisations/{uuid}/access-tokens/{token}/access/";

export const ORGANISATION_TOKENS: Readonly<Record<string, readonly Entry[]>> = {
  "GET /iam/v3/organisations/{uuid}/access-tokens/": [{ need: SEE, ids: ours, query: () => "?page_size=1" }],
  [ACCESS]: [
    {
      scenario: "of a member's",
      need: WITHDRAW,
      fresh: membersTokens,
      ids: oursAndTarget,
      body: (_world, { word }) => ({ state: "withdrawn", reason: word }),
    },
    {
      scenario: "of a stranger's",
      need: WITHDRAW,
      fresh: strangersTokens,
      ids: oursAndTarget,
      body: () => ({ state: "withdrawn" }),
      unless: (caller) =>
        expectedOutcome(caller, "organisations:write", WITHDRAW) === "2xx" ? "404 not_found" : undefined,
    },
  ],
  "GET /iam/v3/organisations/{uuid}/access-tokens/sweeps/": [{ need: WITHDRAW, ids: ours }],
  "POST /iam/v3/organisations/{uuid}/access-tokens/sweeps/": [
    {
      need: WITHDRAW,
      ids: ours,
      // One that began would take the tokens of the other cells along.
      body: () => ({ made_before: "2100-01-01T00:00:00Z" }),
      unless: (caller) =>
        expectedOutcome(caller, "organisations:write", WITHDRAW) === "2xx" ? "400 invalid_request" : undefined,
    },
  ],
  "GET /iam/v3/organisations/{uuid}/access-tokens/sweeps/{sweep}/": [
    { need: WITHDRAW, ids: (world) => [world.organisations.ours.id, world.bulkWithdrawal.id] },
  ],
};
