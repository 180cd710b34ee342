import { json } from "@/lib/api/answer/json";
import { baseUrl } from "@/lib/api/answer/list";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";

/** What there is below this path. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: endpoint({ summary: "List the resources of this API.", scope: "none" }, async ({ request }) => {
    const base = `${baseUrl(request)}/iam/v3`;
    return json({
      me: `${base}/me/`,
      "access-tokens": `${base}/access-tokens/`,
      organisations: `${base}/organisations/`,
    });
  }),
});
