const QUOTE = 34;

/**
 * The fields of a record as PostgreSQL writes one, `(a,"b ""c""",)`; null for what is null.
 * @see PostgreSQL, "Composite Type Input and Output Syntax"
 */
export function fieldsOf(record: string): (string | null)[] {
  const fields: (string | null)[] = [];
  for (let at = 1; at < record.length; ) {
    const isQuoted = record.charCodeAt(at) === QUOTE;
    const end = isQuoted ? closingQuote(record, at) : nextComma(record, at);
    if (isQuoted) fields.push(unquoted(record.slice(at + 1, end)));
    else fields.push(end === at ? null : record.slice(at, end));
    // Behind the quote, and behind the comma.
    at = end + (isQuoted ? 2 : 1);
  }
  return fields;
}

function closingQuote(record: string, from: number): number {
  let end = record.indexOf('"', from + 1);
  // A quote within is written twice.
  while (record.charCodeAt(end + 1) === QUOTE) end = record.indexOf('"', end + 2);
  if (end < 0) throw new Error("a record breaks off");
  return end;
}

function nextComma(record: string, from: number): number {
  const comma = record.indexOf(",", from);
  return comma < 0 ? record.length - 1 : comma;
}

function unquoted(text: string): string {
  return text.replaceAll('""', '"').replaceAll("\\\\", "\\");
}
