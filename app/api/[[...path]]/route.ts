import { problem } from "@/lib/api/answer/problem";
import { serve } from "@/lib/api/endpoint/serve";

/** Answers every path that is no endpoint. It is in no reference. */
const nothing = serve({ scope: "any" }, async ({ request }) => {
  throw problem("not_found", { detail: `${indexFor(new URL(request.url).pathname)} This path does not exist.` });
});

function indexFor(path: string): string {
  if (/^(\/api)?\/iam(\/|$)/.test(path)) return "See GET /iam/v3/ for what there is.";
  if (/^(\/api)?\/apps(\/|$)/.test(path)) return "See GET /apps/v3/ for what there is.";
  return "See GET /iam/v3/ and GET /apps/v3/ for what there is.";
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
