import { z } from "zod";

/**
 * What GitHub sends: everything that it has found in one go. How many that may be is limited by the size of the body alone, since what is
 * refused here stays where it was found. What else is in it is ignored.
 */
export const githubReportInput = z.array(
  z.object({
    token: z.string("A token must be text.").describe("the secret as found"),
    type: z.string("A type must be text.").describe("GitHub's name for the pattern"),
    url: z.string("A url must be text.").nullish().describe("where it was found; may be empty"),
    source: z.string("A source must be text.").nullish().describe("the kind of place"),
  }),
  "Send a list of matches.",
);
