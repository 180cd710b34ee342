import type { Kysely } from "kysely";
import type { Database } from "@/db/schema";
import { createToken, type TestUser } from "@/test/fixtures";
import { addSource, addUsage } from "@/test/usage";

const DAY_MS = 24 * 60 * 60 * 1000;
export const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS);

/** Tokens in every status, with everything that their pages must find room for. */
export async function createTokens(db: Kysely<Database>, person: TestUser) {
  const lastUse = { at: daysFromNow(-1), userAgent: "GitHub-Actions/2.317 (linux; x64) python-requests/2.32.3" };
  await createToken(db, person, { label: "Old laptop", purpose: "local_development", expiresAt: daysFromNow(-3) });
  await createToken(db, person, { label: "From before", importedAt: daysFromNow(-1), lastUse });
  await createToken(db, person, { label: "Expires soon", purpose: "other", expiresAt: daysFromNow(2) });
  const revoked = await createToken(db, person, {
    label: "Leaked in a screenshot",
    purpose: "ci_pipeline",
    revoked: { at: daysFromNow(-2), kind: "leaked", reason: "It was visible in a talk" },
    lastUse,
  });
  const token = await createToken(db, person, {
    label: "Deploy to live",
    purpose: "ci_pipeline",
    description: "GitHub Actions of the shop and the blog",
    scopes: ["applications:read", "deployments:write"],
    createdAt: daysFromNow(-40),
    expiresAt: daysFromNow(50),
    lastUse,
  });
  await addUsage(db, token.id, { requests: 1_204, scope: "applications:read" });
  await addUsage(db, token.id, { daysAgo: 35, requests: 7, scope: "deployments:write" });
  await addUsage(db, token.id, { daysAgo: 3, requests: 31, outcome: "insufficient_scope", scope: "tokens:read" });
  await addSource(db, token.id);
  return { token, revoked };
}
