import type { SecretSourcesJson, UsageJson } from "@/lib/access-token/usage/json";

/** What the section about a token's use shows, as the server renders it and as it is asked again while the page is open. */
export type UsageViewJson = { usage: UsageJson; secrets: SecretSourcesJson[] };
