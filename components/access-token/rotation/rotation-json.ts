import type { TokenDetailsJson } from "@/lib/access-token/json";
import type { NamedSourceJson, SecretSourcesJson } from "@/lib/access-token/usage/json";

/** What the section about a token's rotation shows, as the server renders it and as it is asked again while the page is open. */
export type RotationJson = { token: TokenDetailsJson; secrets: SecretSourcesJson[] };

/** Who uses the secret with this hint in this state. */
export function sourcesOf(view: RotationJson, state: SecretSourcesJson["state"]): readonly NamedSourceJson[] {
  return view.secrets.find((secret) => secret.state === state)?.sources ?? [];
}

/** What was seen at that moment or later. */
export function seenSince(sources: readonly NamedSourceJson[], since: Date): NamedSourceJson[] {
  return sources.filter((source) => new Date(source.last_seen_at) >= since);
}

/** Changes whenever another secret comes, goes, gets another end, or turns out to be stored. */
export function rotationKey({ status, hint, expiration_date, rotation, rotation_details }: TokenDetailsJson): string {
  return JSON.stringify([status, hint, expiration_date, rotation, rotation_details.unstored]);
}
