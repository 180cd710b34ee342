import { z } from "zod";
import { findUsageView } from "@/components/access-token/usage/find-usage-view";
import { parseUsagePeriod } from "@/lib/access-token/usage/period";
import { sessionOrRefusal } from "@/lib/session/session-or-refusal";

/** What the token of the address did in the last `?days=`, for the person of the session: the page asks again while it is open. */
export async function GET(request: Request, { params }: { params: Promise<{ uuid: string }> }): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  const principal = await sessionOrRefusal();
  if (principal instanceof Response) return principal;
  const { uuid } = await params;
  const period = parseUsagePeriod(new URL(request.url).searchParams.get("days"));
  const use = z.uuid().lowercase().safeParse(uuid).success ? await findUsageView(principal, uuid, period) : undefined;
  if (use === undefined) return Response.json({ code: "not_found" }, { status: 404, headers });
  return Response.json(use, { headers });
}
