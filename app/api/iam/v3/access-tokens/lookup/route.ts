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
  statuses: z.array(z.enum(SECRET_STATUSES)).describe("one for each secret, in the same order"),
});

const post = endpoint(
  {
    method: "POST",
    path: "/iam/v3/access-tokens/lookup/",
    summary: `Look up secrets, for scanners. The response has one status for each secret, in the same order: ${SECRET_STATUSES.join(", ")}. A retired secret was replaced, or not used in time. Everything else, including typos, is unknown. A lookup doesn't count as a use: the last use stays the same, and a pending secret stays pending.`,
    scope: "any",
    reading: true,
    limitedBy: "token",
    body: withExample(secretsInput, { tokens: ["lk_pat_…", "lk_org_…"] }),
    answers: { 200: answer("the statuses", schema, { statuses: ["active", "unknown", "revoked"] }) },
  },
  async ({ body: { tokens } }) => json({ statuses: await lookUpSecrets(db, tokens) }),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(post);
