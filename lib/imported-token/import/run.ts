import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { databaseNow } from "@/db/clock";
import type { Db } from "@/db/database";
import { tokenDigestKey } from "@/lib/keys";
import { type Head, readCells, readHead } from "./csv";
import { type Line, linesOf, NotReadable } from "./lines";
import { BadLine, type ImportedRow, readRow } from "./row";
import { writeRows } from "./write";

/** How many lines were read, and what became of them. */
export type Counts = { imported: number; there: number; bad: number };

export type ImportOptions = {
  isDryRun: boolean;
  /** Told after each batch. `share` of the file that was read, from 0 to 1. */
  progress?: (share: number, counts: Counts) => void;
};

/** `badLines`: the file beside it that says what is wrong with which line; undefined when there is nothing. */
export type Imported = Counts & { badLines: string | undefined };

// Each is a transaction: what a killed import has done stays done, and nobody waits long for its locks.
const BATCH = 500;

/**
 * Take over the tokens that a CSV file lists. Reads the whole file each time, and imports what is missing: run again, it goes on where
 * it was stopped. Lines that cannot be imported are listed in a file beside it by number and reason.
 * @throws NotReadable where the file cannot be read, or has not the columns that it needs
 */
export async function importTokens(db: Db, path: string, { isDryRun, progress }: ImportOptions): Promise<Imported> {
  const size = await sizeOf(path);
  const bad = openBadLines(path);
  const counts: Counts = { imported: 0, there: 0, bad: 0 };
  const { key, id: keyId } = tokenDigestKey();
  const now = await databaseNow(db);
  const seen = new Map<string, number>();
  let head: Head | undefined;
  let batch: Line[] = [];
  try {
    for await (const line of linesOf(createReadStream(path))) {
      if (line.text.trim() === "") continue;
      if (head === undefined) head = readHead(line.text);
      else batch.push(line);
      if (batch.length >= BATCH) await take(head);
    }
    if (head === undefined) throw new NotReadable(`${path} is empty.`);
    if (batch.length > 0) await take(head);
    return { ...counts, badLines: await bad.end() };
  } catch (error) {
    await bad.discard();
    throw error;
  }

  async function take(columns: Head): Promise<void> {
    const lines = batch;
    batch = [];
    const cells = readCells(
      lines.map(({ text }) => text),
      columns,
    );
    const rows: { line: Line; row: ImportedRow }[] = [];
    const faults: { line: Line; fault: BadLine }[] = [];
    for (const [n, line] of lines.entries()) {
      try {
        rows.push({ line, row: firstOf(readRow(cells[n], columns, key, now), line) });
      } catch (error) {
        if (!(error instanceof BadLine)) throw error;
        faults.push({ line, fault: error });
      }
    }
    const outcomes = await writeRows(
      db,
      rows.map(({ row }) => row),
      { keyId, isDryRun },
    );
    for (const [n, { line }] of rows.entries()) {
      const outcome = outcomes[n];
      if (outcome instanceof BadLine) faults.push({ line, fault: outcome });
      else if (outcome !== undefined) counts[outcome]++;
    }
    faults.sort((one, other) => one.line.number - other.line.number);
    for (const { line, fault } of faults) bad.add(line.number, fault.message);
    counts.bad += faults.length;
    progress?.(Math.min(1, (lines.at(-1)?.bytesRead ?? 0) / Math.max(1, size)), counts);
  }

  function firstOf(row: ImportedRow, line: Line): ImportedRow {
    const digest = row.digest.toString("latin1");
    const first = seen.get(digest);
    if (first !== undefined) throw new BadLine(`It has the same secret as line ${first}.`);
    seen.set(digest, line.number);
    return row;
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    const file = await stat(path);
    if (!file.isFile()) throw new NotReadable(`${path} is not a file.`);
    return file.size;
  } catch (error) {
    throw error instanceof NotReadable ? error : new NotReadable(`${path} can't be read: ${whyOf(error)}.`);
  }
}

/** What is wrong with which line, beside the file. It takes the place of an earlier one when it is complete, or that goes. */
function openBadLines(path: string) {
  const name = `${path.replace(/\.csv$/i, "")}.rejected.csv`;
  const part = `${name}.part`;
  const file = createWriteStream(part, { mode: 0o600 });
  const done = finished(file).catch((error) => {
    throw new NotReadable(`${part} can't be written: ${whyOf(error)}.`);
  });
  // Heard when it ends; an error until then must not end the process.
  done.catch(() => {});
  let isEmpty = true;
  return {
    add(line: number, reason: string) {
      if (isEmpty) file.write("line,reason\r\n");
      isEmpty = false;
      file.write(`${line},"${reason.replaceAll('"', '""')}"\r\n`);
    },
    async end(): Promise<string | undefined> {
      file.end();
      await done;
      if (isEmpty) await Promise.all([rm(part, { force: true }), rm(name, { force: true })]);
      else await rename(part, name);
      return isEmpty ? undefined : name;
    },
    async discard(): Promise<void> {
      file.destroy();
      await done.catch(() => {});
      await rm(part, { force: true });
    },
  };
}

function whyOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const words: Record<string, string> = {
    ENOENT: "the file does not exist",
    EACCES: "permission denied",
    EISDIR: "it is a directory",
    ENOSPC: "the disk is full",
    EROFS: "the disk is read-only",
  };
  return words[code] ?? (code || "unknown error");
}
