import { db } from "@/db/database";
import { isMigrated } from "@/db/migrate";
import { json } from "@/lib/api/answer/json";
import { problem } from "@/lib/api/answer/problem";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";

/** Readiness: the database can be asked and has the schema that this code knows. 503 otherwise. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: endpoint({ summary: "Whether requests can be served.", scope: "none" }, async () => {
    if (await isMigrated(db)) return json({ status: "ok", database: "reachable", migrations: "current" });
    throw problem("unavailable", { because: "Migrations are still to run.", headers: { "Retry-After": "5" } });
  }),
});
