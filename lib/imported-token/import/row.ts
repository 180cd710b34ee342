import { z } from "zod";
import { textInputs } from "@/lib/access-token/input";
import { refuseExpiration } from "@/lib/access-token/lifetime/lifetime";
import { digestOf, digestOfSha256, hintOfImported, isImportable, parseSecret } from "@/lib/access-token/secret/secret";
import { textFault } from "@/lib/text-input";
import type { Column, Head } from "./csv";

/** A token as one line of a file has it. */
export type ImportedRow = {
  /** In small letters, as accounts are found by it. */
  email: string;
  label: string;
  digest: Buffer;
  hint: string;
  createdAt: Date | null;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
};

/** What is wrong with a line, in a sentence that repeats nothing of it: any cell may hold a secret. */
export class BadLine extends Error {
  override readonly name = "BadLine";
}

// RFC 5321 §4.5.3.1.3: a path of 256, less its brackets.
const LONGEST_EMAIL = 254;
const DEFAULT_LABEL = "Imported token";

// As databases and programs write it; without an offset it is UTC, and without a time it is the beginning of the day.
const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** Read one line. Pure. @param key of digests @throws BadLine */
export function readRow(cells: readonly string[] | undefined, head: Head, key: Buffer, now: Date): ImportedRow {
  if (cells === undefined) throw new BadLine("A quotation mark is unclosed or inside a cell.");
  if (cells.length !== head.columns.length) {
    throw new BadLine(`It has ${cells.length} cells instead of ${head.columns.length}.`);
  }
  const cell = (column: Column) => cells[head.columns.indexOf(column)]?.trim() ?? "";
  const [email, secret, sha256] = [cell("email").toLowerCase(), cell("secret"), cell("sha256")];
  checkEmail(email);
  const digest = digestIn(secret, sha256, key);
  const label = textInputs.label.safeParse(cell("label") || DEFAULT_LABEL);
  if (!label.success) throw new BadLine(label.error.issues[0]?.message ?? "The label can't be used.");
  if (label.data.includes("\ufffd")) throw new BadLine("The label is not UTF-8.");
  if (secret !== "" && label.data.includes(secret)) throw new BadLine("The label contains the secret.");
  const [createdAt, lastUsedAt] = [
    pastIn(cell("created_at"), "created_at", now),
    pastIn(cell("last_used_at"), "last_used_at", now),
  ];
  const expiresAt = timeIn(cell("expiration_date"), "expiration_date");
  const refusal = refuseExpiration(expiresAt, now);
  if (refusal !== undefined) throw new BadLine(refusal);
  return {
    email,
    label: label.data,
    digest,
    hint: hintOfImported(secret || undefined),
    createdAt,
    lastUsedAt,
    expiresAt,
  };
}

// Accounts are asked for by it, and what cannot be an address, PostgreSQL may refuse for all of its batch.
function checkEmail(email: string): void {
  if (email === "") throw new BadLine("The e-mail address is missing.");
  if (email.length > LONGEST_EMAIL) throw new BadLine(`The e-mail address has more than ${LONGEST_EMAIL} characters.`);
  const fault = textFault(email);
  if (fault !== undefined) throw new BadLine(`The e-mail address ${fault}`);
}

function digestIn(secret: string, sha256: string, key: Buffer): Buffer {
  if (secret === "" && sha256 === "") throw new BadLine("The secret or SHA-256 is missing.");
  if (parseSecret(secret).status === "mistyped") {
    throw new BadLine("The secret looks like one created here, with a wrong or missing character.");
  }
  if (secret !== "" && !isImportable(secret)) {
    throw new BadLine(
      "The secret must have 16 to 4,096 characters: letters, digits and -._~+/, and = only at the end.",
    );
  }
  if (sha256 !== "" && !/^[0-9a-f]{64}$/i.test(sha256)) {
    throw new BadLine("The SHA-256 must have 64 hexadecimal digits.");
  }
  const ofHash = sha256 === "" ? undefined : digestOfSha256(Buffer.from(sha256, "hex"), key);
  const ofSecret = secret === "" ? undefined : digestOf(secret, key);
  if (ofHash !== undefined && ofSecret !== undefined && !ofHash.equals(ofSecret)) {
    throw new BadLine("The SHA-256 doesn't match the secret.");
  }
  return ofSecret ?? ofHash ?? Buffer.alloc(0);
}

function pastIn(text: string, column: Column, now: Date): Date | null {
  const time = timeIn(text, column);
  if (time !== null && time > now) throw new BadLine(`${column} is in the future.`);
  return time;
}

function timeIn(text: string, column: Column): Date | null {
  if (text === "") return null;
  const [, day, time = "00:00", offset = "Z"] = TIME.exec(text) ?? [];
  const seconds = time.length === 5 ? `${time}:00` : time;
  const [, hours, minutes = "00"] = /^([+-]\d{2}):?(\d{2})?$/.exec(offset) ?? [];
  const iso = `${day}T${seconds}${hours === undefined ? "Z" : `${hours}:${minutes}`}`;
  // 2027-02-30 is refused too, which a Date would take for 2 March.
  if (day === undefined || !z.iso.datetime({ offset: true }).safeParse(iso).success) {
    throw new BadLine(`${column} is not a date. Write 2027-01-31 or 2027-01-31T12:00:00Z.`);
  }
  return new Date(iso);
}
