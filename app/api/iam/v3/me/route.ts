import { meJson } from "@/lib/access-token/authentication/me-json";
import { json } from "@/lib/api/answer";
import { endpoint } from "@/lib/api/handler";
import { route } from "@/lib/api/route";

/** Who the token acts for. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: endpoint({ summary: "Whom this token acts for, and what it may do.", scope: "any" }, async ({ principal }) =>
    json(meJson(principal)),
  ),
});
