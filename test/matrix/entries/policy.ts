import type { Entry } from "../cells";
import { expectedOutcome, type Need } from "../oracle";
import type { World } from "../world";

const OURS = { organisation: "ours" } as const;
const SEE: Need = { of: "organisation", at: OURS, permission: "see_policy" };
const CHANGE: Need = { of: "organisation", at: OURS, permission: "change_policy" };
const TOKENS: Need = { of: "organisation", at: OURS, permission: "withdraw_access" };
const ours = (world: World) => [world.organisations.ours.id];

export const POLICY: Readonly<Record<string, readonly Entry[]>> = {
  "GET /iam/v3/organisations/{uuid}/policy/": [{ need: SEE, ids: ours }],
  "PATCH /iam/v3/organisations/{uuid}/policy/": [
    { need: CHANGE, ids: ours, body: () => ({ expiration_required: true }) },
  ],
  "GET /iam/v3/organisations/{uuid}/policy/dry-run/": [{ need: TOKENS, ids: ours }],
  "POST /iam/v3/organisations/{uuid}/policy/enforce/": [
    {
      need: CHANGE,
      ids: ours,
      // Rules that hold would block the tokens of the other cells.
      body: () => ({ enforced_from: "2000-01-01T00:00:00Z" }),
      unless: (caller) =>
        expectedOutcome(caller, "organisations:write", CHANGE) === "2xx" ? "400 invalid_request" : undefined,
    },
  ],
  "DELETE /iam/v3/organisations/{uuid}/policy/planned/": [
    {
      need: CHANGE,
      ids: ours,
      // Nothing is planned there: whoever may, is told so.
      unless: (caller) =>
        expectedOutcome(caller, "organisations:write", CHANGE) === "2xx" ? "404 not_found" : undefined,
    },
  ],
};
