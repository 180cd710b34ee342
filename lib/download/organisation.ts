import { db } from "@/db/database";
import type { ExportFormat } from "@/lib/activity/export";
import { type OrganisationExport, recordOrganisationExport } from "@/lib/activity/record-export";
import { type Permission, roleAllows } from "@/lib/authorization/permission";
import type { PrincipalOrganisation, SessionPrincipal } from "@/lib/authorization/principal";
import { findSession } from "@/lib/session/find-session";
import { answerFile, type FileRefusal, type RowFile, readDownload, refuseFile } from "./file";

type Asked<Address> = {
  principal: SessionPrincipal;
  organisation: PrincipalOrganisation;
  format: ExportFormat;
  params: Record<string, string>;
  address: Address;
};

type Found = { status: "found"; file: RowFile } | { status: "refused"; code: FileRefusal };

/**
 * What an organisation's page offers as a file (`?format=csv` or `ndjson`, with the filters of the page), to the people whose role
 * allows it; to others it is not there. The organisation's activity says who took how much: what is not recorded does not leave.
 */
export function organisationDownload<Address extends { slug: string } = { slug: string }>(
  permission: Permission,
  type: OrganisationExport,
  find: (asked: Asked<Address>) => Promise<Found>,
) {
  return async function GET(request: Request, { params: given }: { params: Promise<Address> }): Promise<Response> {
    const principal = await findSession();
    if (principal === undefined) return refuseFile("credentials_missing");
    const address = await given;
    const organisation = principal.organisations.find(({ slug }) => slug === address.slug);
    if (organisation === undefined || !roleAllows(organisation.role, permission)) return refuseFile("not_found");
    const { params, format } = readDownload(request);
    if (format === undefined) return refuseFile("invalid_request");
    const found = await find({ principal, organisation, format, params, address });
    if (found.status === "refused") return refuseFile(found.code);
    await recordOrganisationExport(db, principal, organisation, type, { format, rows: found.file.count });
    return answerFile(format, found.file);
  };
}
