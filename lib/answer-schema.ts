import { z } from "zod";

/** Types that answers of the API share: an identifier, and a time as `Date.toISOString` writes it, RFC 3339 in UTC. */
export const idSchema = z.uuid();
export const timeSchema = z.iso.datetime();
