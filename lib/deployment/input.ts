import { z } from "zod";
import { oneOf } from "@/lib/one-of";
import { LONGEST_REPORT_BYTES } from "./log";
import { DEPLOYMENT_STATUSES } from "./status";

/** The input to record a deployment. Unknown fields are ignored. */
export const requestDeploymentInput = z.object({
  environment: z
    .uuid("environment must be the uuid of an environment.")
    .toLowerCase()
    .describe("uuid of the environment"),
});
export type RequestDeploymentInput = z.output<typeof requestDeploymentInput>;

/** What whoever deploys reports: only the given fields change. */
export const reportDeploymentInput = z.object({
  status: z
    .enum(DEPLOYMENT_STATUSES, `status must be one of ${DEPLOYMENT_STATUSES.join(", ")}.`)
    .describe(`${oneOf(DEPLOYMENT_STATUSES)}; a deployment that has ended can't change`)
    .optional(),
  percent: z
    .int("percent must be a whole number from 0 to 100.")
    .min(0, "percent must be a whole number from 0 to 100.")
    .max(100, "percent must be a whole number from 0 to 100.")
    .describe("a whole number from 0 to 100, never lower than before")
    .optional(),
  log: z
    .string("The log must be text.")
    .refine(
      (text) => Buffer.byteLength(text) <= LONGEST_REPORT_BYTES,
      "The log has more than 64 KiB: send it in parts.",
    )
    .describe("lines to append; at most 64 KiB with the rest of the body, 10 MiB in all")
    .optional(),
});
export type ReportDeploymentInput = z.output<typeof reportDeploymentInput>;
