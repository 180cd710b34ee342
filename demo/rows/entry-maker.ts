import type { NewRow } from "@/db/database";
import type { ClientName } from "@/demo/tokens/clients";

/** One row about a token. Without `by` it was done in the dashboard, from where its maker signs in. */
export type EntryMaker = (
  at: Date,
  type: string,
  by: ClientName | undefined,
  rest: Partial<NewRow<"activity">>,
) => NewRow<"activity">;
