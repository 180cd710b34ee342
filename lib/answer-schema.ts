import { z } from "zod";

/** What stands in answers of the API everywhere: an identifier, and a time as `Date.toISOString` writes it, RFC 3339 in UTC. */
export const idSchema = z.uuid();
export const timeSchema = z.iso.datetime();
