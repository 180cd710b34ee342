import { ME_EXAMPLE, meJson, meSchema } from "@/lib/access-token/authentication/me-json";
import { json } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";

const get = endpoint(
  {
    method: "GET",
    path: "/iam/v3/me/",
    summary: "Get who this token acts for and what it can do.",
    scope: "any",
    answers: { 200: answer("who the token acts for, and the token", meSchema, ME_EXAMPLE) },
  },
  async ({ principal }) => json(meJson(principal)),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get);
