import { networksInput } from "@/lib/access-token/input";
import { readNetworks } from "./networks";

/** Errors for entries that are no network, each naming the line; empty when all are. The schema checks for none or too many. */
export function refuseNetworks(text: string): string[] {
  return text.split("\n").flatMap((line, index) =>
    readNetworks(line).flatMap((network) => {
      const issue = networksInput.safeParse([network]).error?.issues[0];
      return issue === undefined ? [] : [`Line ${index + 1}: ${issue.message}`];
    }),
  );
}
