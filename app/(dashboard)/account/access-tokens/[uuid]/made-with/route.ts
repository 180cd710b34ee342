import { z } from "zod";
import { db } from "@/db/database";
import { findMadeBy } from "@/lib/access-token/revocation/revoke";
import { sessionOrRefusal } from "@/lib/session/session-or-refusal";

/** The tokens that go with the token of the address when it is revoked as leaked, for the person of the session. */
export async function GET(_request: Request, { params }: { params: Promise<{ uuid: string }> }): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  const principal = await sessionOrRefusal();
  if (principal instanceof Response) return principal;
  const { uuid } = await params;
  const tokens = z.uuid().lowercase().safeParse(uuid).success ? await findMadeBy(db, principal, uuid) : [];
  const results = tokens.map(({ uuid, label, hint, last_use }) => ({ uuid, label, hint, last_use }));
  return Response.json({ results }, { headers });
}
