import type { PrincipalsOptions } from "@/lib/access-token/authentication/cache/principals";
import type { Settings } from "@/server/settings";

// Either bound is reached first, depending on how much belongs to a token. What nobody has takes some hundred bytes.
const [MOST_PRINCIPALS, MOST_UNKNOWN] = [100_000, 20_000];

/** How this instance remembers principals. @param url of the database, the embedded one included */
export function principalsOf(settings: Settings, url: string): PrincipalsOptions {
  return {
    url,
    directUrl: settings.DATABASE_DIRECT_URL ?? url,
    bounds: { bytes: settings.PRINCIPAL_CACHE_MB * 1024 * 1024, entries: MOST_PRINCIPALS, unknown: MOST_UNKNOWN },
    say: (sentence) => console.error(`tokens: ${sentence}`),
  };
}
