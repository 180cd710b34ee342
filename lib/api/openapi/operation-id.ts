/** Where the API's parts stand: nothing that tells two operations apart. */
const PREFIX = /^\/(api|iam\/v3|apps\/v3|oauth|\.well-known)\//;

/**
 * What generated clients call an operation: `listAccessTokens`, `updateOrganisationMember`, `rotateAccessToken`. It follows from
 * method and path, which are promises themselves. Pure.
 * @param isPage of a list: it is listed, everything else is got
 */
export function operationIdOf(method: string, path: string, isPage: boolean): string {
  const index = /^\/(\w+)\/v3\/$/.exec(path)?.[1];
  if (index !== undefined) return camelCase([verbOf(method, isPage), index, "index"]);
  const { words, isOwn } = wordsOf(path);
  const last = words.at(-1) ?? "";
  // What is no collection is done: rotate, resend, enforce.
  if (method === "post" && !last.endsWith("s"))
    return camelCase([last, ...(isOwn ? ["own"] : []), ...words.slice(0, -1)]);
  const nouns = method === "post" ? [...words.slice(0, -1), singular(last)] : words;
  return camelCase([verbOf(method, isPage), ...(isOwn ? ["own"] : []), ...nouns]);
}

function wordsOf(path: string): { words: string[]; isOwn: boolean } {
  const parts = path
    .replace(PREFIX, "/")
    .replace(/^\/legacy\/v3\//, "/legacy/")
    .split("/")
    .filter((part) => part !== "");
  const isPlace = (part: string | undefined) => part === "self" || part?.startsWith("{") === true;
  const words = parts.flatMap((part, n) => {
    if (isPlace(part)) return [];
    return isPlace(parts[n + 1]) ? [singular(part)] : [part];
  });
  return { words, isOwn: parts.includes("self") };
}

function verbOf(method: string, isPage: boolean): string {
  if (method === "get") return isPage ? "list" : "get";
  return { post: "create", patch: "update" }[method] ?? method;
}

function singular(word: string): string {
  return word.replace(/s$/, "");
}

function camelCase(words: readonly string[]): string {
  const parts = words.flatMap((word) => word.split(/[^a-z0-9]+/i));
  return parts.map((part, n) => (n === 0 ? part : part.slice(0, 1).toUpperCase() + part.slice(1))).join("");
}
