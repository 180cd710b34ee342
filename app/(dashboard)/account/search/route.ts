import { z } from "zod";
import { db } from "@/db/database";
import { findEverything } from "@/lib/search/everything";
import { LONGEST_SEARCH } from "@/lib/search/input";
import { sessionOrRefusal } from "@/lib/session/session-or-refusal";

const query = z.string().max(LONGEST_SEARCH);

/** The tokens, applications and people that the person of the session finds by `?q=…`, some of each. */
export async function GET(request: Request): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  const principal = await sessionOrRefusal();
  if (principal instanceof Response) return principal;
  const read = query.safeParse(new URL(request.url).searchParams.get("q")?.replaceAll("\0", "") ?? "");
  if (!read.success) return Response.json({ code: "invalid_request" }, { status: 400, headers });
  return Response.json({ results: await findEverything(db, principal, read.data) }, { headers });
}
