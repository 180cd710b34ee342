import { problem } from "@/lib/api/answer/problem";
import { env } from "@/lib/env";
import { isSignedByGithub } from "@/lib/github-scanning/signature";
import { readJson } from "./body";

/** The longest report of GitHub: as much as the server takes at all, since what is refused stays where it was found. */
const MOST_BYTES = 1024 * 1024;

/**
 * The JSON that GitHub signed. Nothing is asked of GitHub for it: its keys are a setting.
 * @throws Problem `not_found` without that setting, `invalid_signature`, and those of every body
 */
export async function readSignedByGithub(request: Request): Promise<unknown> {
  const keys = env().GITHUB_SCANNING_KEYS;
  if (keys === undefined) {
    throw problem("not_found", {
      detail: "Ask the operator to set GITHUB_SCANNING_KEYS: reports from GitHub are disabled.",
    });
  }
  return await readJson(request, {
    most: MOST_BYTES,
    approve: (bytes) => {
      if (!isSignedByGithub(keys, request.headers, bytes)) throw problem("invalid_signature");
    },
  });
}
