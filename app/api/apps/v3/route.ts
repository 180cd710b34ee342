import { json } from "@/lib/api/answer";
import { endpoint } from "@/lib/api/handler";
import { baseUrl } from "@/lib/api/list";
import { route } from "@/lib/api/route";

const RESOURCES = ["applications", "environments", "environment-variables", "regions", "app-templates"];

/** What there is below this path. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: endpoint({ summary: "List the resources of applications.", scope: "none" }, async ({ request }) => {
    const base = `${baseUrl(request)}/apps/v3`;
    return json(Object.fromEntries(RESOURCES.map((name) => [name, `${base}/${name}/`])));
  }),
});
