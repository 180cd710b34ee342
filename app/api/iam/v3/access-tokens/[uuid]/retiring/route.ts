import { db } from "@/db/database";
import { findToken } from "@/lib/access-token/find";
import { extendOverlapInput } from "@/lib/access-token/input";
import { publicTokenJson } from "@/lib/access-token/json";
import { endOverlap, extendOverlap } from "@/lib/access-token/rotation/overlap";
import { invalidFields, tokenNotFound, tokenParams } from "@/lib/api/access-token";
import { json, noContent } from "@/lib/api/answer";
import { endpoint } from "@/lib/api/handler";
import { problem } from "@/lib/api/problem";
import { rotationProblem } from "@/lib/api/rotation";
import { route } from "@/lib/api/route";

const extend = endpoint(
  {
    summary: "Move the end of the overlap, at most 7 days after it began and never beyond the expiration date.",
    scope: "tokens:write",
    params: tokenParams,
    body: extendOverlapInput,
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
          detail: "Look at the token's rotation: no overlap is running, since it has no retiring secret.",
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
    summary: "End the overlap now: 204, also when none is running.",
    scope: "tokens:write",
    params: tokenParams,
  },
  async ({ principal, params }) => {
    const result = await endOverlap(db, principal, params.uuid);
    if (result.status !== "ended" && result.status !== "no_overlap") throw rotationProblem(result, principal);
    return noContent();
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ PATCH: extend, DELETE: end });
