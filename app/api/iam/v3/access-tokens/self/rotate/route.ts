import { rotateTokenInput } from "@/lib/access-token/input";
import { TOKEN_WITH_SECRET_EXAMPLE, tokenWithSecretSchema } from "@/lib/access-token/schema";
import { ACCESS_TOKENS_PATH } from "@/lib/api/access-token";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { answerRotation } from "@/lib/api/rotation";

const rotate = endpoint(
  {
    method: "POST",
    path: `${ACCESS_TOKENS_PATH}self/rotate/`,
    summary: "Give the access token in use a new secret, if its owner allows self-rotation (may_rotate_itself).",
    scope: "any",
    revealsSecret: true,
    body: withExample(rotateTokenInput, { overlap: 3600 }),
    bodyMayBeAbsent: true,
    answers: {
      201: answer(
        "the token with access_token, its new secret, which is shown only once",
        tokenWithSecretSchema,
        TOKEN_WITH_SECRET_EXAMPLE,
      ),
    },
    problems: ["overlap_running", "not_rotatable", "exceeds_caller", "not_found"],
  },
  async ({ request, principal, body }) => await answerRotation(request, principal, principal.token.id, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(rotate);
