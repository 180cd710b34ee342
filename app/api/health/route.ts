import { z } from "zod";
import { json } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";

const liveness = z.strictObject({ status: z.literal("ok") });
const ALIVE: z.output<typeof liveness> = { status: "ok" };

/** Liveness: the process answers. Checks nothing else, so that a hiccup of the database restarts no instance. */
const get = endpoint(
  {
    method: "GET",
    path: "/api/health",
    summary: "Check whether the process responds.",
    scope: "none",
    answers: { 200: answer("the process responds", liveness, ALIVE) },
  },
  async () => json(ALIVE),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get);
