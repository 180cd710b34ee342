import { z } from "zod";
import { db } from "@/db/database";
import { secretsInput } from "@/lib/access-token/secret/input";
import { lookUpSecrets, SECRET_STATUSES } from "@/lib/access-token/secret/look-up";
import { json } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";

const schema = z.strictObject({
  statuses: z.array(z.enum(SECRET_STATUSES)).describe("one for each secret, in their order"),
});

const post = endpoint(
  {
    method: "POST",
    path: "/iam/v3/access-tokens/lookup/",
    summary: `Look secrets up, for scanners. The answer has one word for each, in their order, and nothing else: ${SECRET_STATUSES.join(", ")}. A retired secret was replaced, or not used in time. Everything else, typos included, is unknown. Looking a secret up is not a use of it: its last use stays as it is, and a pending secret stays pending.`,
    scope: "any",
    reading: true,
    limitedBy: "token",
    body: withExample(secretsInput, { tokens: ["lk_pat_…", "lk_org_…"] }),
    answers: { 200: answer("the statuses", schema, { statuses: ["active", "unknown", "revoked"] }) },
  },
  async ({ body: { tokens } }) => json({ statuses: await lookUpSecrets(db, tokens) }),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(post);
