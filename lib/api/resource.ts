import { z } from "zod";

/** The path of one thing. */
export const resourceParams = z.object({ uuid: z.uuid() });

/** A filter by a thing's uuid. */
export const uuidParameter = (name: string) => z.uuid(`${name} must be a uuid.`).optional();

/** A filter by text: PostgreSQL's text takes no NUL. */
export const textParameter = (name: string) =>
  z
    .string()
    .refine((text) => !text.includes("\0"), `${name} has no NUL.`)
    .optional();
