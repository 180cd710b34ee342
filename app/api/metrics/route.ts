import { z } from "zod";
import { text } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { requirePlatform } from "@/lib/api/request/platform";
import { VERIFY } from "@/lib/authorization/scope";
import { instanceMetrics } from "@/lib/metrics/gather";
import { METRICS_EXAMPLE, METRICS_TYPE } from "@/lib/metrics/text";

const get = endpoint(
  {
    method: "GET",
    path: "/metrics",
    summary:
      "Metrics of the instance in the Prometheus text format: expiration of tokens that expire within 30 days, requests and denied requests, token lookups, background jobs and mails. Call it with a token of the platform's organisation that has the scope verify. With METRICS_PORT, metrics are also served on a separate port without a token.",
    scope: VERIFY,
    answers: {
      200: { ...answer("the metrics", z.string(), METRICS_EXAMPLE), mediaType: METRICS_TYPE },
    },
    problems: ["role_required"],
  },
  async ({ principal }) => {
    requirePlatform(principal);
    return text(await instanceMetrics(), METRICS_TYPE);
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get);
