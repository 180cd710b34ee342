import { z } from "zod";
import type { Db } from "@/db/database";
import { findPreferenceRow, upsertPreference } from "@/db/notice/preference";

/** A person's notification preferences. Someone who chose nothing gets everything. */
export const preferenceInput = z.object({
  expiryDashboard: z.boolean(),
  expiryEmail: z.boolean(),
  newSignInEmail: z.boolean(),
  tokenCreatedEmail: z.boolean(),
});

export type Preference = z.infer<typeof preferenceInput>;

const EVERYTHING: Preference = {
  expiryDashboard: true,
  expiryEmail: true,
  newSignInEmail: true,
  tokenCreatedEmail: true,
};

export async function findPreference(db: Db, userId: string): Promise<Preference> {
  const row = await findPreferenceRow(db, userId);
  if (row === undefined) return EVERYTHING;
  return {
    expiryDashboard: row.expiry_dashboard,
    expiryEmail: row.expiry_email,
    newSignInEmail: row.new_sign_in_email,
    tokenCreatedEmail: row.token_created_email,
  };
}

/** Change some of a person's preferences; the others stay. */
export async function savePreference(db: Db, userId: string, change: Partial<Preference>): Promise<Preference> {
  const next = { ...(await findPreference(db, userId)), ...change };
  await upsertPreference(db, userId, {
    expiry_dashboard: next.expiryDashboard,
    expiry_email: next.expiryEmail,
    new_sign_in_email: next.newSignInEmail,
    token_created_email: next.tokenCreatedEmail,
  });
  return next;
}
