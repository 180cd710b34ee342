import { z } from "zod";
import { findNarrowing } from "@/components/access-token/usage/find-narrowing";
import { parseNarrowingDays } from "@/components/access-token/usage/narrowing-days";
import { sessionOrRefusal } from "@/lib/session/session-or-refusal";

/** What narrowing the token of the address to what was used in the last `?days=` would do, for the person of the session. */
export async function GET(request: Request, { params }: { params: Promise<{ uuid: string }> }): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  const principal = await sessionOrRefusal();
  if (principal instanceof Response) return principal;
  const days = parseNarrowingDays(new URL(request.url).searchParams.get("days"));
  if (days === undefined) return Response.json({ code: "invalid_request" }, { status: 400, headers });
  const { uuid } = await params;
  const narrowing = z.uuid().lowercase().safeParse(uuid).success
    ? await findNarrowing(principal, uuid, days)
    : undefined;
  if (narrowing === undefined) return Response.json({ code: "not_found" }, { status: 404, headers });
  return Response.json(narrowing, { headers });
}
