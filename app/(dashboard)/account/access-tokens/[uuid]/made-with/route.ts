import { z } from "zod";
import { db } from "@/db/database";
import { findMadeBy } from "@/lib/access-token/revocation/revoke";
import { findSession } from "@/lib/session/find-session";

/** The tokens that go with the token of the address when it is revoked as leaked, for the person of the session. */
export async function GET(_request: Request, { params }: { params: Promise<{ uuid: string }> }): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  const principal = await findSession();
  if (principal === undefined) return Response.json({ code: "credentials_missing" }, { status: 401, headers });
  const { uuid } = await params;
  const tokens = z.uuid().lowercase().safeParse(uuid).success ? await findMadeBy(db, principal, uuid) : [];
  const results = tokens.map(({ uuid, label, hint, last_use }) => ({ uuid, label, hint, last_use }));
  return Response.json({ results }, { headers });
}
