import { setTimeout as sleep } from "node:timers/promises";
import { type Answered, type Claim, findKey, releaseKey, storeAnswer } from "@/db/access-token/idempotency-key";
import { db } from "@/db/database";
import { Problem, problem } from "@/lib/api/answer/problem";
import { pathBelowApi } from "@/lib/api/gate";
import type { TokenPrincipal } from "@/lib/authorization/principal";
import { KeyTaken, underKey } from "@/lib/idempotency/claim";
import { claimOf, KEY_PATTERN, LONGEST_KEY } from "@/lib/idempotency/key";
import { open, seal } from "@/lib/seal";

const ASK_EVERY_MS = 50;
// The answer is stored some milliseconds after the change, unless the process ended in between.
const WAIT_MS = 2_000;

/** What differs between endpoints. */
type Options = {
  /** What the request asks for, once it was parsed. */
  input: unknown;
  /** Its answer has a secret in it, which is stored nowhere. */
  revealsSecret: boolean;
};

/**
 * Answer a POST with an `Idempotency-Key` only once within 24 hours: a repeat, also one that comes at the same time, gets the first
 * answer again. What was refused did nothing, and may be tried again.
 * @throws Problem `invalid_request`, `idempotency_conflict`, `already_created`, and whatever `run` throws
 */
export async function answerOnce(
  request: Request,
  principal: TokenPrincipal,
  { input, revealsSecret }: Options,
  run: () => Promise<Response>,
): Promise<Response> {
  const key = request.headers.get("idempotency-key");
  if (key === null) return await run();
  if (!KEY_PATTERN.test(key)) {
    const detail = `Send an Idempotency-Key of 1 to ${LONGEST_KEY} printable ASCII characters.`;
    throw problem("invalid_request", { detail });
  }
  const { method, url } = request;
  const path = pathBelowApi(new URL(url).pathname).toLowerCase();
  const claim = claimOf({ tokenId: principal.token.id, method, path, key, input });
  for (;;) {
    const former = await findAnswered(claim);
    if (former !== undefined) return repeated(claim, former);
    const holder = { claim, isCommitted: false };
    try {
      const response = await underKey(holder, run);
      if (holder.isCommitted) await keep(claim, response, revealsSecret);
      return response;
    } catch (error) {
      // What the other one has done or refused is found now.
      if (error instanceof KeyTaken) continue;
      if (holder.isCommitted && error instanceof Problem) await releaseKey(db, claim).catch(logged);
      throw error;
    }
  }
}

/** What is known of the first request, once it is answered. */
async function findAnswered(claim: Claim): Promise<Answered | undefined> {
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    const former = await findKey(db, claim);
    if (former === undefined) return undefined;
    if (!former.fingerprint.equals(claim.fingerprint)) throw problem("idempotency_conflict");
    if (former.status !== null || performance.now() > deadline) return former;
    await sleep(ASK_EVERY_MS);
  }
}

function repeated({ digest }: Claim, { status, location, content, key_id, made_id }: Answered): Response {
  if (status === null) {
    const detail =
      "Check the current state: the first request with this Idempotency-Key succeeded, but its response is lost.";
    throw problem("already_created", { detail });
  }
  const sealed = content === null || key_id === null ? undefined : { content, keyId: key_id };
  const text = sealed && open("idempotent-answer", digest.toString("hex"), sealed);
  if (text === undefined) throw problem("already_created", { members: made_id === null ? {} : { uuid: made_id } });
  const headers = new Headers({ "Idempotent-Replayed": "true" });
  if (text !== "") headers.set("Content-Type", "application/json");
  if (location !== null) headers.set("Location", location);
  return new Response(text === "" ? null : text, { status, headers });
}

async function keep(claim: Claim, response: Response, revealsSecret: boolean): Promise<void> {
  const text = await response.clone().text();
  const { content, keyId } = seal("idempotent-answer", claim.digest.toString("hex"), text);
  const answered = { status: response.status, location: response.headers.get("location") };
  const kept = revealsSecret
    ? { content: null, key_id: null, made_id: uuidIn(text) }
    : { content, key_id: keyId, made_id: null };
  // It is done in any case, and its answer may hold a secret that nobody can see again.
  await storeAnswer(db, claim, { ...answered, ...kept }).catch(logged);
}

function uuidIn(text: string): string | null {
  const { uuid } = JSON.parse(text);
  return typeof uuid === "string" ? uuid : null;
}

function logged(error: unknown) {
  console.error("an Idempotency-Key could not be marked", error);
}
