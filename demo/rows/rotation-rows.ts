import type { NewRow } from "@/db/database";
import type { Client } from "@/demo/tokens/token";
import { routeOf, trafficOf } from "@/demo/tokens/traffic";
import type { Chance } from "./random";
import { sourceRow } from "./source-rows";
import type { StoredSecret, TokenRows } from "./token-rows";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

type SecretRow = NewRow<"access_token_secret">;
/**
 * What a rotation makes of a token that had one secret: `rows.secret` is the new current one where that was used already, and its
 * former secret is among the others.
 */
export function rotatedRows(rows: TokenRows, now: Date, luck: Chance, newSecret: () => StoredSecret): TokenRows {
  const { rotation } = rows.data;
  if (rotation === undefined) return rows;
  const ago = (minutes: number) => new Date(now.getTime() - minutes * MINUTE_MS);
  const asked = ago(rotation.askedMinutesAgo);
  const made: SecretRow = {
    ...newSecret(),
    id: luck.uuidAt(asked),
    token_id: rows.token.id,
    state: "pending",
    created_at: asked,
    created_by_user_id: rows.token.created_by_user_id,
    overlap_seconds: rotation.overlapHours * 3_600,
  };
  if (rotation.state === "pending") return { ...rows, otherSecrets: [made] };
  const since = ago(rotation.firstUsedMinutesAgo);
  const former: SecretRow = {
    ...rows.secret,
    state: rotation.state,
    retiring_since: since,
    retires_at: new Date(since.getTime() + rotation.overlapHours * HOUR_MS),
  };
  const current: TokenRows["secret"] = { ...made, state: "current", first_used_at: since };
  const rotated = { ...rows, secret: current, otherSecrets: [former] };
  if (rotation.state === "retired") return rotated;
  const route = routeOf(trafficOf(rows.data).scopes[0]?.scope ?? "");
  const source = (secretId: string, first: Date, { by, minutesAgo, requests }: Client) =>
    sourceRow(secretId, {
      by,
      route,
      first: Math.min(first.getTime(), ago(minutesAgo).getTime()),
      last: ago(minutesAgo).getTime(),
      requests,
      refused: 0,
    });
  return {
    ...rotated,
    sources: [
      ...rotation.movedOver.map((client) => source(current.id, since, client)),
      ...rotation.stragglers.map((client) => source(former.id, rows.token.created_at, client)),
    ],
  };
}
