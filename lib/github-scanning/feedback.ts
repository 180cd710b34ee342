import { hash } from "node:crypto";
import { z } from "zod";
import type { Db } from "@/db/database";
import { isEachKnown } from "@/lib/access-token/secret/look-up";
import type { githubReportInput } from "./input";

/** What GitHub is told of each match: whether it is one of ours, by the hash of what it sent. */
export const feedbackSchema = z.array(
  z.strictObject({
    token_hash: z.string().describe("SHA-256 of the token, in hex"),
    token_type: z.string().describe("the type it was reported with"),
    label: z
      .enum(["true_positive", "false_positive"])
      .describe("true_positive: this instance issued it, whatever its status"),
  }),
);

export const FEEDBACK_EXAMPLE: z.output<typeof feedbackSchema> = [
  {
    token_hash: "8d969eef6ecad3c29a3a629280e686cf0c3f5d5a86aff3ca12020c923adc6c92",
    token_type: "latchkey_access_token",
    label: "true_positive",
  },
];

export async function feedbackOn(
  db: Db,
  matches: z.output<typeof githubReportInput>,
): Promise<z.output<typeof feedbackSchema>> {
  const known = await isEachKnown(
    db,
    matches.map(({ token }) => token),
  );
  return matches.map(({ token, type }, n) => ({
    token_hash: hash("sha256", token),
    token_type: type,
    label: known[n] ? "true_positive" : "false_positive",
  }));
}
