"use server";

import { z } from "zod";
import { db } from "@/db/database";
import { findUnchosen, readTokenForm } from "@/lib/access-token/form/read-form";
import type { AgainstPolicy } from "@/lib/organisation/policy/against";
import { previewPolicies } from "@/lib/organisation/policy/preview";
import { requireSessionQuietly } from "@/lib/session/require-session";

/** Which organisations' rules the token in a form would break as it stands there. @param uuid of the token that is edited */
export async function previewPoliciesAction(form: FormData, uuid?: string): Promise<AgainstPolicy[]> {
  const principal = await requireSessionQuietly();
  if (principal === undefined || !(form instanceof FormData)) return [];
  if (uuid !== undefined && !z.uuid().safeParse(uuid).success) return [];
  // What is not chosen yet breaks no rule.
  if (uuid === undefined && Object.keys(findUnchosen(form)).length > 0) return [];
  const read = readTokenForm(form, principal.now, principal.user.timezone);
  return read.status === "read" ? await previewPolicies(db, principal, read.json, uuid) : [];
}
