import { z } from "zod";
import { db } from "@/db/database";
import { roleAllows } from "@/lib/authorization/permission";
import type { PrincipalOrganisation, SessionPrincipal } from "@/lib/authorization/principal";
import { refuseFile } from "@/lib/export/file";
import { type BulkWithdrawalJson, findBulkWithdrawal } from "@/lib/organisation/bulk-withdrawal/read";
import { findSession } from "@/lib/session/find-session";

type Found =
  | { status: "found"; principal: SessionPrincipal; sweep: BulkWithdrawalJson; organisation: PrincipalOrganisation }
  | { status: "refused"; response: Response };

/** The sweep of an address, for what a page fetches; or the answer to whom it does not concern. */
export async function findBulkWithdrawalOf({ slug, uuid }: { slug: string; uuid: string }): Promise<Found> {
  const principal = await findSession();
  if (principal === undefined) return refused("credentials_missing", 401);
  const organisation = principal.organisations.find((candidate) => candidate.slug === slug);
  if (organisation === undefined || !roleAllows(organisation.role, "withdraw_access")) return refused("not_found", 404);
  const sweep = z.uuid().lowercase().safeParse(uuid).success
    ? await findBulkWithdrawal(db, organisation, uuid)
    : undefined;
  return sweep === undefined ? refused("not_found", 404) : { status: "found", principal, sweep, organisation };
}

function refused(code: string, status: 401 | 404): Found {
  return { status: "refused", response: refuseFile(code, status) };
}
