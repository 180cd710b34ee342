import { z } from "zod";

/** The notice after which a page goes on, from the address; whatever is no id is none. */
export function parseBefore(value: unknown): string | undefined {
  return z.uuid().lowercase().safeParse(value).data;
}
