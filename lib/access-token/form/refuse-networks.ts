import { networksInput } from "@/lib/access-token/input";
import { readNetworks } from "./networks";

/**
 * What of the text is no network, as sentences that name the line; empty when all is well. That there is none, or too many, is the
 * schema's to say.
 */
export function refuseNetworks(text: string): string[] {
  return text.split("\n").flatMap((line, index) =>
    readNetworks(line).flatMap((network) => {
      const issue = networksInput.safeParse([network]).error?.issues[0];
      return issue === undefined ? [] : [`Line ${index + 1}: ${issue.message}`];
    }),
  );
}
