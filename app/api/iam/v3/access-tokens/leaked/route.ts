import { z } from "zod";
import { db } from "@/db/database";
import { reportSecrets } from "@/lib/access-token/leak/report";
import { secretsInput } from "@/lib/access-token/secret/input";
import { json } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { clientOf } from "@/lib/client";

// Whatever was sent: whoever reports learns nothing by it.
const THANKS = { message: "Thank you. Any of our access tokens among these are being revoked." } as const;

const post = endpoint(
  {
    method: "POST",
    path: "/iam/v3/access-tokens/leaked/",
    summary:
      "Report leaked secrets. Tokens that still work are permanently revoked within seconds, with everything they created, and the people responsible for them are notified. You need no token, and the response is always the same. Secrets that can never work again are ignored.",
    scope: "none",
    ending: true,
    limitedBy: "address",
    body: withExample(secretsInput, { tokens: ["lk_pat_…"] }),
    answers: { 202: answer("received", z.strictObject({ message: z.literal(THANKS.message) }), THANKS) },
  },
  async ({ request, body: { tokens } }) => {
    const findings = tokens.map((secret) => ({ secret }));
    await reportSecrets(db, findings, clientOf(request.headers));
    return json(THANKS, 202);
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(post);
