import { z } from "zod";
import { db } from "@/db/database";
import { readLimit } from "@/lib/access-token/form/reach";
import { limitsInput } from "@/lib/access-token/input";
import { limitJson } from "@/lib/access-token/json";
import { nameLimits } from "@/lib/access-token/reach/limit-names";
import { findReachable } from "@/lib/access-token/reach/reachable";
import { sessionOrRefusal } from "@/lib/session/session-or-refusal";

const query = z.object({
  search: z.string().max(200).default(""),
  organisation: z.uuid().lowercase().optional(),
  limits: limitsInput.default([]),
});

/**
 * What the person of the session can limit a token to: by search (`?q=…`, within one `&organisation=`), and by name what a token
 * is limited to already (`?limit=organisation:application:environment`, as often as there are).
 */
export async function GET(request: Request): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  const principal = await sessionOrRefusal();
  if (principal instanceof Response) return principal;
  const params = new URL(request.url).searchParams;
  const read = query.safeParse({
    search: params.get("q")?.replaceAll("\0", "") ?? undefined,
    organisation: params.get("organisation") ?? undefined,
    limits: params.getAll("limit").map(readLimit),
  });
  if (!read.success) return Response.json({ code: "invalid_request" }, { status: 400, headers });
  const { search, organisation, limits } = read.data;
  const named = limits === null || limits.length === 0 ? [] : await nameLimits(db, principal, limits.map(limitJson));
  const results = params.has("q") ? await findReachable(db, principal, search, organisation) : [];
  return Response.json({ results, named }, { headers });
}
