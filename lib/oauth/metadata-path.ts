/** Where the instance says what it is to clients of OAuth, as a resource (RFC 9728 §3) and as an authorization server (RFC 8414 §3). */
export const RESOURCE_METADATA_PATH = "/.well-known/oauth-protected-resource";
export const SERVER_METADATA_PATH = "/.well-known/oauth-authorization-server";

/** Whether a path is one of the two. Nothing else below `/.well-known/` is the API's. Pure. */
export function isMetadata(path: string): boolean {
  return /^\/\.well-known\/oauth-(protected-resource|authorization-server)\/?$/.test(path);
}
