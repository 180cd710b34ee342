import { endpoint } from "@/lib/api/handler";
import { problem } from "@/lib/api/problem";
import { route } from "@/lib/api/route";

const nothing = endpoint({ summary: "Whatever is not there.", scope: "any" }, async () => {
  throw problem("not_found", { detail: "There is no such path in the API. GET /iam/v3/ lists what there is." });
});

export const { GET, HEAD, POST, PATCH, DELETE, PUT, OPTIONS } = {
  ...route({ GET: nothing, POST: nothing, PATCH: nothing, DELETE: nothing }),
  PUT: nothing,
};
