import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { db } from "@/db/database";
import { findToken } from "@/lib/access-token/find";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { requireSession } from "@/lib/session/require-session";

/** The token of an address. Another person's, an unknown and a malformed uuid are the same: not found. */
export const requireToken = cache(async (uuid: string): Promise<TokenDetailsJson> => {
  const principal = await requireSession();
  const token = z.uuid().lowercase().safeParse(uuid).success ? await findToken(db, principal, uuid) : undefined;
  return token ?? notFound();
});
