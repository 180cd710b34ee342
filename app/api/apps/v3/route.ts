import { json } from "@/lib/api/answer/json";
import { baseUrl } from "@/lib/api/answer/list";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { indexAnswer, indexJson } from "@/lib/api/endpoint/index-json";
import { route } from "@/lib/api/endpoint/route";

const PATH = "/apps/v3/";
const RESOURCES = [
  "applications",
  "environments",
  "environment-variables",
  "deployments",
  "regions",
  "app-templates",
] as const;

const get = endpoint(
  {
    method: "GET",
    path: PATH,
    summary: "List the resources below applications.",
    scope: "none",
    answers: { 200: indexAnswer(PATH, RESOURCES) },
  },
  async ({ request }) => json(indexJson(baseUrl(request), PATH, RESOURCES)),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get);
