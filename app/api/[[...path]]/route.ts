import { endpoint } from "@/lib/api/handler";
import { problem } from "@/lib/api/problem";

const nothing = endpoint({ summary: "Whatever is not there.", scope: "any" }, async ({ request }) => {
  throw problem("not_found", { detail: `${indexFor(new URL(request.url).pathname)} There is no such path.` });
});

function indexFor(path: string): string {
  if (/^(\/api)?\/iam(\/|$)/.test(path)) return "GET /iam/v3/ lists what there is.";
  if (/^(\/api)?\/apps(\/|$)/.test(path)) return "GET /apps/v3/ lists what there is.";
  return "GET /iam/v3/ and GET /apps/v3/ list what there is.";
}

export {
  nothing as DELETE,
  nothing as GET,
  nothing as HEAD,
  nothing as OPTIONS,
  nothing as PATCH,
  nothing as POST,
  nothing as PUT,
};
