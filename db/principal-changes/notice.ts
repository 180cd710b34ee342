/** Where the triggers of 0013-principal-changes tell what they saw. */
export const CHANNEL = "latchkey_principal";

/** Named when a token leaked: everything that comes from a token depends on it. */
export const LEAK = "00000000-0000-0000-0000-000000000000";

/** Named when secrets were imported: whether there are any decides what is looked up. */
export const IMPORTED_SECRETS = "00000000-0000-0000-0000-000000000001";

/** What changed: so many ids of tokens, users and organisations, digests (hex) of secrets that are new; or anything at all. */
export type Notice = readonly string[] | "everything";

/** Read a payload: a letter for the kind and ids after it. What cannot be read may mean anything. Ids of all kinds differ. */
export function parseNotice(payload: string | undefined): Notice {
  const match = /^[tuodl]([0-9a-f-]+(?:,[0-9a-f-]+)*)$/.exec(payload ?? "");
  return match?.[1] === undefined ? "everything" : match[1].split(",");
}
