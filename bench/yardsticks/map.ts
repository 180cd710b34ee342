/** Yardstick: a check that is one digest and one look-up in memory. Less than this no check can cost. */
import { createHash } from "node:crypto";
import { secretOf } from "../seed/secret";
import { secretIn, serve } from "./serve";

const digestOf = (secret: string) => createHash("sha256").update(secret).digest("base64");
const tokens = new Map(Array.from({ length: Number(process.argv[2]) }, (_, n) => [digestOf(secretOf(n)), n]));

serve((request, response) => {
  response.statusCode = tokens.has(digestOf(secretIn(request))) ? 200 : 401;
  response.end();
});
