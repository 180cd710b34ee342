import type { EntryMaker } from "./entry-maker";
import type { TokenRows } from "./token-rows";

/** What the audit log holds of a rotation: asked for in the dashboard, and begun by the first call with the new secret. */
export function rotationActivity({ token, data }: TokenRows, entry: EntryMaker, now: Date) {
  const { rotation } = data;
  if (rotation === undefined) return [];
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const asked = entry(ago(rotation.askedMinutesAgo), "rotated", undefined, {
    after: JSON.stringify({ overlap_seconds: rotation.overlapHours * 3_600, replaced_pending: false }),
  });
  if (rotation.state === "pending") return [asked];
  const since = ago(rotation.firstUsedMinutesAgo);
  const retires_at = new Date(since.getTime() + rotation.overlapHours * 3_600_000).toISOString();
  const rest = { actor_token_id: token.id, after: JSON.stringify({ retires_at }) };
  return [asked, entry(since, "secret_first_used", data.used?.by, rest)];
}
