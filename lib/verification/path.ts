/** Where a proxy asks about the request that it has before it. What stands below is that request's own path. */
export const VERIFY_PATH = "/api/verify";

/** Whether a path is that of forward authentication, or below it. Pure. */
export function isVerification(pathname: string): boolean {
  return /^\/api\/verify(\/|$)/.test(pathname);
}

/** Whether it is that very path, with or without the slash: there the query is the proxy's, below it the client's. Pure. */
export function isExactVerification(pathname: string): boolean {
  return /^\/api\/verify\/?$/.test(pathname);
}

/** Every status that forward authentication answers. A proxy takes any other for a fault, and some take one for a yes. */
export type VerificationStatus = 200 | 401 | 403 | 503;

/**
 * The status that a problem has there: its own where that is one of these, 401 where the credentials cannot be looked at (they came
 * in the URL, too often, or in no shape), 503 where this server is at fault, and 403 for every other request that is wrong. Pure.
 * @param status what the problem is answered with elsewhere
 * @param isAboutCredentials whether nobody knows yet who asks
 */
export function statusThere(status: number, isAboutCredentials: boolean): 401 | 403 | 503 {
  if (status >= 500) return 503;
  if (status === 401 || status === 403) return status;
  return isAboutCredentials || status === 429 ? 401 : 403;
}
