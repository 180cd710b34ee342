import { json } from "@/lib/api/answer/json";
import { baseUrl } from "@/lib/api/answer/list";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";

const RESOURCES = ["applications", "environments", "environment-variables", "regions", "app-templates"];

/** What there is below this path. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: endpoint({ summary: "List the resources of applications.", scope: "none" }, async ({ request }) => {
    const base = `${baseUrl(request)}/apps/v3`;
    return json(Object.fromEntries(RESOURCES.map((name) => [name, `${base}/${name}/`])));
  }),
});
