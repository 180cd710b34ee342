import { rotateTokenInput } from "@/lib/access-token/input";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { answerRotation } from "@/lib/api/rotation";

const rotate = endpoint(
  {
    summary: "Give the access token in use a new secret, when its owner allowed that (may_rotate_itself).",
    scope: "any",
    body: rotateTokenInput,
    bodyMayBeAbsent: true,
  },
  async ({ request, principal, body }) => await answerRotation(request, principal, principal.token.id, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: rotate });
