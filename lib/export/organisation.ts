import { db } from "@/db/database";
import { type OrganisationExport, recordOrganisationExport } from "@/lib/activity/record-export";
import { type Permission, roleAllows } from "@/lib/authorization/permission";
import type { PrincipalOrganisation, SessionPrincipal } from "@/lib/authorization/principal";
import { sessionOrRefusal } from "@/lib/session/session-or-refusal";
import { exportFile, refuseFile } from "./file";
import { type ExportTable, parseExportFormat } from "./table";

type Asked = {
  principal: SessionPrincipal;
  organisation: PrincipalOrganisation;
  /** The parameters of the address, and the parts of its path. */
  params: Record<string, string>;
  path: Readonly<Record<string, string>>;
};

type Found<Row, Column extends string> =
  | {
      status: "found";
      /** Of the file, without the date and the ending that it gets. */
      name: string;
      date: Date;
      count: number;
      table: ExportTable<Row, Column>;
      rows: AsyncGenerator<readonly Row[]>;
    }
  | { status: "not_found" }
  | { status: "invalid_request" };

/**
 * What an organisation's page offers as a file (`?format=csv` or `ndjson`, with the filters of the page), to the people whose
 * role allows it; for others it is not found. The organisation's activity records who downloaded how much: nothing leaves
 * unrecorded.
 */
export function organisationDownload<Row, Column extends string>(
  permission: Permission,
  type: OrganisationExport,
  find: (asked: Asked) => Promise<Found<Row, Column>>,
) {
  return async function GET(request: Request, context: { params: Promise<Record<string, string>> }): Promise<Response> {
    const principal = await sessionOrRefusal();
    if (principal instanceof Response) return principal;
    const path = await context.params;
    const organisation = principal.organisations.find(({ slug }) => slug === path.slug);
    if (organisation === undefined || !roleAllows(organisation.role, permission)) return refuseFile("not_found", 404);
    const params = Object.fromEntries(new URL(request.url).searchParams);
    const format = parseExportFormat(params.format);
    if (format === undefined) return refuseFile("invalid_request", 400);
    const found = await find({ principal, organisation, params, path });
    if (found.status === "not_found") return refuseFile("not_found", 404);
    if (found.status === "invalid_request") return refuseFile("invalid_request", 400);
    const { name, date, count, table, rows } = found;
    await recordOrganisationExport(db, principal, organisation, type, { format, rows: count });
    return exportFile({ format, name, date, count }, table, rows);
  };
}
