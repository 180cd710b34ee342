import { roleAllows } from "@/lib/authorization/permission";
import { refuseFile } from "@/lib/export/file";
import { sessionOrRefusal } from "@/lib/session/session-or-refusal";
import { findBulkWithdrawalOf } from "../find-bulk-withdrawal";

/** How far a bulk withdrawal is, for the page that shows it. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ slug: string; uuid: string }> },
): Promise<Response> {
  const { slug, uuid } = await params;
  const principal = await sessionOrRefusal();
  if (principal instanceof Response) return principal;
  const organisation = principal.organisations.find((candidate) => candidate.slug === slug);
  if (organisation === undefined || !roleAllows(organisation.role, "withdraw_access"))
    return refuseFile("not_found", 404);
  const withdrawal = await findBulkWithdrawalOf(organisation, uuid);
  if (withdrawal === undefined) return refuseFile("not_found", 404);
  return Response.json(withdrawal, { headers: { "Cache-Control": "no-store" } });
}
