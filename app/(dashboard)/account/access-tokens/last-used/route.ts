import { z } from "zod";
import { tokenList } from "@/components/access-token/list/list-query";
import { db } from "@/db/database";
import { findLastUsed } from "@/lib/access-token/usage/last-used";
import { sessionOrRefusal } from "@/lib/session/session-or-refusal";

const query = z.array(z.uuid().lowercase()).max(tokenList.pages);

/** When the tokens that a page shows (`?uuid=…&uuid=…`) were last used, for the person of the session. */
export async function GET(request: Request): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  const principal = await sessionOrRefusal();
  if (principal instanceof Response) return principal;
  const ids = query.safeParse(new URL(request.url).searchParams.getAll("uuid"));
  if (!ids.success) return Response.json({ code: "invalid_request" }, { status: 400, headers });
  return Response.json({ results: await findLastUsed(db, principal, ids.data) }, { headers });
}
