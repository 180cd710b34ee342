import { rotateTokenInput } from "@/lib/access-token/input";
import { tokenParams } from "@/lib/api/access-token";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { answerRotation } from "@/lib/api/rotation";

const rotate = endpoint(
  {
    summary:
      "Give an access token a new secret, which is pending until its first use; asking again replaces only that.",
    scope: "tokens:write",
    params: tokenParams,
    body: rotateTokenInput,
    bodyMayBeAbsent: true,
  },
  async ({ request, principal, params, body }) => await answerRotation(request, principal, params.uuid, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: rotate });
