import { z } from "zod";

/** A uuid in a path. Capitals are read as the small letters that every id is told and compared in (RFC 9562 §4). */
export const idParam = z.uuid().toLowerCase();

/** The path of one thing. */
export const resourceParams = z.object({ uuid: idParam });

/** A filter by a thing's uuid. */
export const uuidParameter = (name: string) => z.uuid(`${name} must be a uuid.`).toLowerCase().optional();

/** A filter by text: PostgreSQL's text takes no NUL. */
export const textParameter = (name: string) =>
  z
    .string()
    .refine((text) => !text.includes("\0"), `${name} has no NUL.`)
    .optional();

/** A filter by a moment, RFC 3339 with an offset. */
export const timeParameter = (name: string) =>
  z.iso
    .datetime({ offset: true, error: `${name} must be a date and time with offset, such as 2026-01-31T09:00:00Z.` })
    .transform((text) => new Date(text))
    .optional();
