import type { Range, RequestShape } from "../load/job";

/** Who is asked. Those of ours stand on a database of that size; `ours-hits`, which fills up with what others never ask for, on the large one. */
export type ServerName =
  | "bare"
  | "map"
  | "lookup"
  | "next"
  | "ours-small"
  | "ours-middle"
  | "ours-large"
  | "ours-hits"
  | "better-auth"
  | "oidc-provider";

/** One line of the table that is measured in requests a second. */
export type Row = {
  /** For `--only` and the results. */
  name: string;
  title: string;
  server: ServerName;
  shape: RequestShape;
  traffic?: { hot: Range /** How many of a hundred requests are the first with their secret. */; fresh?: number };
  /** Secrets of another product. */
  secrets?: readonly string[];
  /** Statuses that are no fault; 200 unless told otherwise. */
  expects?: readonly number[];
  /** The row that it is compared with in each round, and how many times its rate it should have at least. */
  against?: string;
  least?: number;
  /** How many times its p50 its p99 may be at most. */
  tail?: number;
  /** What goes on beside it. */
  beside?: "revocations";
  /** Why it cannot be measured, such as an endpoint that is not there. */
  missing?: string | undefined;
};
