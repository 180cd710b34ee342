import type { Kysely } from "kysely";
import type { Database } from "@/db/schema";
import { sessionHeaderOf } from "@/test/http/session-cookie";
import { PAGE_TOKENS, readerId } from "../seed/rows";
import type { Row } from "./row";

/** The page with one's tokens, of people who have none, a hundred, and ten thousand, of which a hundred are active. */
export async function pageRowsOf(db: Kysely<Database>): Promise<Row[]> {
  const rows: Row[] = [];
  for (const tokens of PAGE_TOKENS) {
    const cookie = await sessionHeaderOf(db, { id: readerId(tokens) });
    rows.push({
      name: `page-${tokens}`,
      title: `the token list of ${tokens.toLocaleString("en")}`,
      server: "ours-middle",
      shape: { method: "GET", path: "/account/access-tokens", headers: { Cookie: cookie } },
      against: "next-page",
      ...(tokens === 100 ? { least: 0.5 } : {}),
    });
  }
  return rows;
}
