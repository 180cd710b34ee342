import { json } from "@/lib/api/answer/json";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";

/** Liveness: the process answers. Asks nothing else, so that a database's hiccup restarts no instance. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: endpoint({ summary: "Whether the process answers.", scope: "none" }, async () => json({ status: "ok" })),
});
