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
const THANKS = { message: "Thank you. Access tokens of ours among these are being revoked." } as const;

const post = endpoint(
  {
    method: "POST",
    path: "/iam/v3/access-tokens/leaked/",
    summary:
      "Report secrets that were found where they do not belong. Tokens that still work are revoked for good within seconds, with everything they created, and the people who look after them are notified. No token is needed, and the answer is the same whatever was sent. Secrets that can never work again change nothing.",
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
