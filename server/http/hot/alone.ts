import { Place } from "@/lib/access-token/authentication/cache/kept";
import {
  type Known,
  knownToken,
  type Presented,
  presentedIn,
  rememberToken,
} from "@/lib/access-token/authentication/cache/known";
import { meJson } from "@/lib/access-token/authentication/me-json";
import type { TokenPrincipalCore } from "@/lib/authorization/principal";
import { countDuration, counts, type RequestKind, requestsOf } from "@/lib/metrics/counts";
import { quotaLines } from "@/lib/rate-limit/quota";
import { countRequest } from "@/lib/rate-limit/rate-limits";
import { VERIFY_PATH } from "@/lib/verification/path";
import { NOTHING_ASKED } from "@/lib/verification/question";
import { verify } from "@/lib/verification/verify";
import type { Answering, Asked } from "./asked";
import { withExpiry } from "./expiry";
import { hasNoBody } from "./plain";
import { type Answer, bytesOf, makeAnswer } from "./send";
import { type From, Uses } from "./uses";

/** What is answered by the principal alone, and how: made once for each, and then only sent. */
export type AloneEndpoint = {
  /** As the use of tokens names it. */
  route: string;
  /** As the metrics name it. */
  kind: RequestKind;
  /** Undefined: it is refused, with a reason. */
  make(principal: TokenPrincipalCore): Answer | undefined;
  /** Whether it counts towards the token's rate limit. */
  isCounted: boolean;
};

export const ME: AloneEndpoint = {
  route: "GET /iam/v3/me/",
  kind: "api",
  isCounted: true,
  make: (principal) =>
    makeAnswer(
      withExpiry(principal, { "Content-Type": "application/json", "Cache-Control": "no-store" }),
      JSON.stringify(meJson(principal)),
    ),
};

export const VERIFY: AloneEndpoint = {
  // What proxies ask with, whatever they have before them.
  route: `GET ${VERIFY_PATH}`,
  kind: "verify",
  isCounted: false,
  make: (principal) => {
    const verdict = verify(principal, NOTHING_ASKED, []);
    return verdict.status === "verified" ? makeAnswer(withExpiry(principal, verdict.headers)) : undefined;
  },
};

/** What was made for a principal at an endpoint, and what counts its requests there. */
type Made = { answer: Answer; uses: Uses };

/** An endpoint where nothing but who asks makes the answer. */
export function alone(
  { route, kind, make, isCounted }: AloneEndpoint,
  { send, from }: Answering,
): (asked: Asked) => boolean {
  const made = new Place<Made>();
  const answered = requestsOf(kind, 200);
  const { found } = counts();
  return (asked) => {
    if (!hasNoBody(asked.request)) return false;
    const presented = presentedIn(asked.request.headers.authorization);
    if (presented === undefined) return false;
    const sender = from(asked.request);
    if (attempt(asked, presented, sender)) {
      found.recalled++;
      return true;
    }
    const begun = performance.now();
    const remembering = rememberToken(presented);
    if (remembering === undefined) return false;
    void remembering.then(() => attempt(asked, presented, sender, begun) || asked.otherwise(begun));
    return true;
  };

  /** @param begun when it was asked, where the database had to be asked since then */
  function attempt(asked: Asked, presented: Presented, sender: From, begun?: number): boolean {
    const known = knownToken(presented, sender.address);
    const one = known && (made.of(known.keeper) ?? makeOne(known));
    if (known === undefined || one === undefined) return false;
    const answer = (more?: string, since = begun) => {
      send(asked.response, one.answer, sender.requestId, more);
      one.uses.count(known.now, sender);
      answered.count++;
      if (since !== undefined) countDuration(kind, performance.now() - since);
    };
    const counting = isCounted ? countRequest(known.core.token.id) : undefined;
    if (counting === undefined) answer();
    // What is over its limit the API refuses, which counts it once more.
    else if (counting instanceof Promise) {
      const since = begun ?? performance.now();
      void counting.then((quota) => (quota.isOver ? asked.otherwise(since) : answer(quotaLines(quota), since)));
    } else if (counting.isOver) return false;
    else answer(quotaLines(counting));
    return true;
  }

  function makeOne({ core, keeper, secretId }: Known): Made | undefined {
    const answer = make(core);
    if (answer === undefined) return undefined;
    const uses = new Uses({ tokenId: core.token.id, secretId, scope: "", route });
    return made.keepOfRepeated(keeper, { answer, uses }, bytesOf(answer));
  }
}
