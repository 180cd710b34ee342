import { type RawBuilder, type SqlBool, sql } from "kysely";

/**
 * The condition that `text` has `search` somewhere in it, in any case. Both are compared in NFC: a letter with its accent is
 * the same as the letter followed by the accent, whichever a keyboard or a client makes.
 */
export function contains(text: RawBuilder<unknown>, search: string): RawBuilder<SqlBool> {
  const pattern = `%${search.normalize("NFC").replace(/[\\%_]/g, "\\$&")}%`;
  return sql<SqlBool>`normalize(${text}, NFC) ilike ${pattern}`;
}

/** The condition that `text` is `wanted`, accents composed or not: a list of values, so that an index on it serves. */
export function isText(text: RawBuilder<unknown>, wanted: string): RawBuilder<SqlBool> {
  const forms = [...new Set([wanted, wanted.normalize("NFC"), wanted.normalize("NFD")])];
  return sql<SqlBool>`${text} = any(${sql.val(forms)}::text[])`;
}
