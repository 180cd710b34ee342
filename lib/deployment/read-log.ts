import type { Db } from "@/db/database";
import { readLogPart } from "@/db/deployment/log";
import { LONGEST_LOG_BYTES } from "./log";
import { SHOWN_LOG_BYTES, type ShownLog } from "./shown-log";

/** The end of a log, as whole reports. */
export async function readLogEnd(db: Db, { uuid, log_bytes }: { uuid: string; log_bytes: number }): Promise<ShownLog> {
  return await readLogFrom(db, uuid, Math.max(0, log_bytes - SHOWN_LOG_BYTES));
}

/** What a log has from a byte on, as far as a page asks for at a time. */
export async function readLogFrom(db: Db, uuid: string, start: number): Promise<ShownLog> {
  const part = await readLogPart(db, uuid, start, SHOWN_LOG_BYTES);
  return { content: part?.content ?? "", start, end: part?.end ?? start };
}

/** All of a log, part by part: a slow reader costs no memory. */
export async function* readWholeLog(db: Db, uuid: string): AsyncGenerator<string> {
  for (let from = 0; from < LONGEST_LOG_BYTES; ) {
    const part = await readLogPart(db, uuid, from, SHOWN_LOG_BYTES);
    if (part === undefined) return;
    yield part.content;
    from = part.end;
  }
}
