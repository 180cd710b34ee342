/** Yardstick: a check that asks PostgreSQL each time, by one prepared statement for one row of one index. */

import pg from "pg";
import { digestOf } from "@/lib/access-token/secret/secret";
import { tokenDigestKey } from "@/lib/keys";
import { TEST_SECRET } from "@/test/secret";
import { secretIn, serve } from "./serve";

process.env.APP_SECRET = TEST_SECRET;
const { key } = tokenDigestKey();
// As many connections as an instance of ours takes.
const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 });
const text = "select token_id from access_token_secret where digest = $1";

serve((request, response) => {
  pool.query({ name: "lookup", text, values: [digestOf(secretIn(request), key)] }).then(
    ({ rowCount }) => {
      response.statusCode = rowCount === 1 ? 200 : 401;
      response.end();
    },
    () => response.writeHead(503).end(),
  );
});
