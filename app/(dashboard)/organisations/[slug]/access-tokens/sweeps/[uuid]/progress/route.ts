import { roleAllows } from "@/lib/authorization/permission";
import { refuseFile } from "@/lib/download/file";
import { findSession } from "@/lib/session/find-session";
import { findSweep } from "../find-sweep";

/** How far a sweep is, for the page that shows it. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ slug: string; uuid: string }> },
): Promise<Response> {
  const { slug, uuid } = await params;
  const principal = await findSession();
  if (principal === undefined) return refuseFile("credentials_missing");
  const organisation = principal.organisations.find((candidate) => candidate.slug === slug);
  if (organisation === undefined || !roleAllows(organisation.role, "withdraw_access")) return refuseFile("not_found");
  const sweep = await findSweep(organisation, uuid);
  return sweep === undefined ? refuseFile("not_found") : Response.json(sweep, NOT_STORED);
}

const NOT_STORED = { headers: { "Cache-Control": "no-store" } };
