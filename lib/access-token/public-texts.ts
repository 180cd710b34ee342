import { rowOfRecords, type TokenRecords } from "@/db/access-token/public-page";
import { type JsonText, jsonText } from "@/lib/json-text";
import { MadeTexts } from "@/lib/made-texts";
import { type TokenJson, tokenJson } from "./json";

// In characters: some four thousand tokens, twice.
const LONGEST = 4_000_000;

const made = new MadeTexts<JsonText<TokenJson>>(LONGEST);

/**
 * A token in its public shape, as the text that it is in JSON. Made once of the same record: whoever lists tokens mostly lists the same ones
 * again, and little of them has changed. What the database says decides each time.
 */
export function publicTokenText(token: TokenRecords): JsonText<TokenJson> {
  const [record = ""] = token.records;
  const make = () => jsonText(tokenJson(rowOfRecords(token)));
  // While a secret is being replaced, time alone changes what is said of it.
  return token.records.length > 1 || token.now !== null ? make() : made.of(record, make);
}
