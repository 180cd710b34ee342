import { Problem, problem } from "@/lib/api/answer/problem";
import type { TokenPrincipal } from "@/lib/authorization/principal";
import { clientOf } from "@/lib/client";
import { type Quota, quotaHeaders } from "@/lib/rate-limit/quota";
import { countFailure, countLogin, countLookUp, countReport, countRequest } from "@/lib/rate-limit/rate-limits";

/** Counts the request of a live token, and has its answer say how many are left. */
export class Meter {
  #quota: Quota | undefined;

  /**
   * @param isEnding it ends something: that is counted, and never refused. Whoever floods with a stolen secret keeps nobody from ending it
   * @throws Problem 429 when the token has had its requests of this minute
   */
  async count(tokenId: string, isEnding = false): Promise<void> {
    this.#quota = await countRequest(tokenId);
    if (this.#quota?.isOver && !isEnding) throw tooMany(this.#quota, "requests of this access token");
  }

  /** Count what was refused where nothing else counts. @returns what it is refused with */
  async refused(error: unknown, principal: TokenPrincipal | undefined): Promise<unknown> {
    if (principal === undefined || !(error instanceof Problem)) return error;
    return await this.count(principal.token.id).then(
      () => error,
      (tooMany) => tooMany,
    );
  }

  /** The same answer, saying so where something was counted. */
  mark(response: Response): Response {
    if (this.#quota === undefined) return response;
    // A refusal for another limit says that one.
    if (response.headers.has("RateLimit")) return response;
    for (const [name, value] of Object.entries(quotaHeaders(this.#quota))) response.headers.set(name, value);
    return response;
  }
}

/** Count an authentication that failed: what it is to be refused with, which is 429 when there were too many from its address. */
export async function countedFailure(refusal: Problem, address: string | null): Promise<Problem> {
  const quota = await countFailure(address);
  return quota?.isOver ? tooMany(quota, "failed authentications from this address") : refusal;
}

/** Count a report of someone whom nothing but an address tells from others. @throws Problem 429 when there were too many from its network */
export async function limitByAddress(request: Request): Promise<void> {
  const quota = await countReport(clientOf(request.headers).address);
  if (quota?.isOver) throw tooMany(quota, "reports from this network");
}

/** Count a login that a device begins. @throws Problem 429 when there were too many from its network */
export async function limitLoginsByAddress(request: Request): Promise<void> {
  const quota = await countLogin(clientOf(request.headers).address);
  if (quota?.isOver) throw tooMany(quota, "logins from this network");
}

/** Count a look-up of secrets by a live token. @throws Problem 429 when it has made too many */
export async function limitByToken({ token }: TokenPrincipal): Promise<void> {
  const quota = await countLookUp(token.id);
  if (quota?.isOver) throw tooMany(quota, "lookups by this access token");
}

function tooMany(quota: Quota, what: string): Problem {
  return problem("rate_limited", {
    because: `More than ${quota.limit} ${what} within a minute.`,
    headers: { ...quotaHeaders(quota), "Retry-After": String(quota.resetSeconds) },
  });
}
