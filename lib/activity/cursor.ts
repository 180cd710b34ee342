import type { ActivityCursor } from "@/db/activity/account";

/** A place in the log as an address carries it. */
export type ActivityPlace = { direction: "older" | "newer"; cursor: ActivityCursor };

const CURSOR = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Read a cursor from an address; undefined when it is none. Not a secret: it only says where to begin in the reader's own rows. */
export function parseCursor(text: string): ActivityCursor | undefined {
  const [, at, id] = CURSOR.exec(text) ?? [];
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at))) return undefined;
  return { at, id };
}

export function cursorText(cursor: ActivityCursor): string {
  return `${cursor.at}_${cursor.id}`;
}
