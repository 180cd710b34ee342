import { findBulkWithdrawalOf } from "../find-sweep";

/** How far a sweep is, for the page that shows it. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ slug: string; uuid: string }> },
): Promise<Response> {
  const found = await findBulkWithdrawalOf(await params);
  if (found.status === "refused") return found.response;
  return Response.json(found.sweep, { headers: { "Cache-Control": "no-store" } });
}
