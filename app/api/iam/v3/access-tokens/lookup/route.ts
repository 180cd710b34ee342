import { z } from "zod";
import { db } from "@/db/database";
import { secretsInput } from "@/lib/access-token/secret/input";
import { lookUpSecrets, SECRET_STATUSES } from "@/lib/access-token/secret/look-up";
import { json } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";

const schema = z.strictObject({
  statuses: z.array(z.enum(SECRET_STATUSES)).describe("one for each secret, in their order"),
});

const post = endpoint(
  {
    method: "POST",
    path: "/iam/v3/access-tokens/lookup/",
    summary: `Look secrets up, for scanners. The answer has one word for each, in their order, and nothing else: ${SECRET_STATUSES.join(", ")}. A secret that retired, or was never used in time, is no longer its token's. Unknown is everything else, also what is mistyped. It is no use of these secrets: they keep their last use, and a new secret keeps waiting for its first.`,
    scope: "any",
    reading: true,
    limitedBy: "token",
    body: secretsInput,
    answers: { 200: answer("the statuses", schema, { statuses: ["active", "unknown", "revoked"] }) },
  },
  async ({ body: { tokens } }) => json({ statuses: await lookUpSecrets(db, tokens) }),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(post);
