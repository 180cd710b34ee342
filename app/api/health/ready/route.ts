import { z } from "zod";
import { db } from "@/db/database";
import { isMigrated } from "@/db/migrate";
import { changesSeen } from "@/lib/access-token/authentication/cache/principals";
import { json } from "@/lib/api/answer/json";
import { problem } from "@/lib/api/answer/problem";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";

const readiness = z.strictObject({
  status: z.literal("ok"),
  database: z.literal("reachable"),
  migrations: z.literal("current"),
});
const READY: z.output<typeof readiness> = { status: "ok", database: "reachable", migrations: "current" };

/** Readiness: the database can be asked and has the schema that this code knows. 503 otherwise. */
const get = endpoint(
  {
    method: "GET",
    path: "/api/health/ready",
    summary: "Check whether requests can be served.",
    scope: "none",
    answers: { 200: answer("requests can be served; 503 otherwise", readiness, READY) },
  },
  async () => {
    // Whatever was committed before this was asked for holds here once it is answered, also where another instance did it.
    await changesSeen();
    if (await isMigrated(db)) return json(READY);
    throw problem("unavailable", { because: "Migrations have yet to run.", headers: { "Retry-After": "5" } });
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get);
