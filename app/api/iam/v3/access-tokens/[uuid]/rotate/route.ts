import { rotateTokenInput } from "@/lib/access-token/input";
import { TOKEN_WITH_SECRET_EXAMPLE, tokenWithSecretSchema } from "@/lib/access-token/schema";
import { ACCESS_TOKENS_PATH, tokenParams } from "@/lib/api/access-token";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { answerRotation } from "@/lib/api/rotation";

const rotate = endpoint(
  {
    method: "POST",
    path: `${ACCESS_TOKENS_PATH}{uuid}/rotate/`,
    summary:
      "Give an access token a new secret, which is pending until its first use. Rotating again replaces only the pending secret.",
    scope: "tokens:write",
    revealsSecret: true,
    params: tokenParams,
    body: withExample(rotateTokenInput, { overlap: 86400 }),
    bodyMayBeAbsent: true,
    answers: {
      201: answer(
        "the token with access_token, its new secret, which is shown only once",
        tokenWithSecretSchema,
        TOKEN_WITH_SECRET_EXAMPLE,
      ),
    },
    problems: ["overlap_running", "not_rotatable", "exceeds_caller"],
  },
  async ({ request, principal, params, body }) => await answerRotation(request, principal, params.uuid, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(rotate);
