import { db } from "@/db/database";
import { findToken } from "@/lib/access-token/find";
import { extendOverlapInput } from "@/lib/access-token/input";
import { publicTokenJson } from "@/lib/access-token/json";
import { endOverlap, extendOverlap } from "@/lib/access-token/rotation/overlap";
import { TOKEN_EXAMPLE, tokenSchema } from "@/lib/access-token/schema";
import { ACCESS_TOKENS_PATH, invalidFields, tokenNotFound, tokenParams } from "@/lib/api/access-token";
import { json, noContent } from "@/lib/api/answer/json";
import { problem } from "@/lib/api/answer/problem";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { rotationProblem } from "@/lib/api/rotation";

const PATH = `${ACCESS_TOKENS_PATH}{uuid}/retiring/`;

const extend = endpoint(
  {
    method: "PATCH",
    path: PATH,
    summary: "Move the end of the overlap: at most 7 days after it started, and no later than the expiration date.",
    scope: "tokens:write",
    params: tokenParams,
    body: withExample(extendOverlapInput, { retires_at: "2027-01-08T12:00:00Z" }),
    answers: { 200: answer("the token", tokenSchema, TOKEN_EXAMPLE) },
    problems: ["not_rotatable", "exceeds_caller"],
  },
  async ({ principal, params, body }) => {
    const result = await extendOverlap(db, principal, params.uuid, body.retires_at);
    switch (result.status) {
      case "extended": {
        const token = await findToken(db, principal, params.uuid);
        if (token === undefined) throw tokenNotFound();
        return json(publicTokenJson(token));
      }
      case "no_overlap":
        throw problem("not_found", {
          detail: "Check the token's rotation: it has no retiring secret, so no overlap is running.",
        });
      case "invalid":
        throw invalidFields({ retires_at: [result.detail] });
      default:
        throw rotationProblem(result, principal);
    }
  },
);

const end = endpoint(
  {
    method: "DELETE",
    path: PATH,
    summary: "End the overlap now. Returns 204 even if none is running.",
    scope: "tokens:write",
    params: tokenParams,
    ending: true,
    answers: { 204: {} },
    problems: ["not_rotatable", "exceeds_caller"],
  },
  async ({ principal, params }) => {
    const result = await endOverlap(db, principal, params.uuid);
    if (result.status !== "ended" && result.status !== "no_overlap") throw rotationProblem(result, principal);
    return noContent();
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(extend, end);
