/** Every limit is one of requests within this many seconds, from the first of them on. */
export const WINDOW_SECONDS = 60;

/**
 * What is counted: requests of a token, authentications from an address that failed, reports of leaked secrets from an address, look-ups
 * of secrets by a token, and logins of devices that are begun from an address. Clients see these names.
 */
export type Counted = "default" | "failed-authentication" | "leak-report" | "look-up" | "device-login";

/** How much is left of a limit after one more was counted. */
export type Quota = {
  counted: Counted;
  /** As many within a minute. */
  limit: number;
  remaining: number;
  /** Until all of it is there again. */
  resetSeconds: number;
  /** This one is beyond the limit. */
  isOver: boolean;
};

/**
 * A quota as clients read it.
 * @see draft-ietf-httpapi-ratelimit-headers-10
 */
export function quotaHeaders(quota: Quota): Record<string, string> {
  return { "RateLimit-Policy": policyOf(quota), RateLimit: leftOf(quota) };
}

/** The same as lines, for an answer whose lines were made before. */
export function quotaLines(quota: Quota): string {
  return `RateLimit-Policy: ${policyOf(quota)}\r\nRateLimit: ${leftOf(quota)}\r\n`;
}

function policyOf({ counted, limit }: Quota): string {
  return `"${counted}";q=${limit};w=${WINDOW_SECONDS}`;
}

function leftOf({ counted, remaining, resetSeconds }: Quota): string {
  return `"${counted}";r=${remaining};t=${resetSeconds}`;
}
