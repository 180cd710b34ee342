import { findApplication, findOrganisation, gather } from "../client/find";
import type { Application, Environment, Organisation } from "../client/types";
import type { Context } from "../context";
import { type Column, printTable } from "../output/table";
import { relative } from "../output/time";

/** Print what was found as the API has it, or as a table. */
export function printList<Row>(
  { output }: Context,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  none: string,
): void {
  if (output.isJson) output.json(rows);
  else if (rows.length === 0) output.note(none);
  else printTable(output, columns, rows);
}

export const organisationColumns: Column<Organisation>[] = [
  { title: "NAME", of: ({ name }) => name, gives: true },
  { title: "SLUG", of: ({ slug }) => slug, gives: true },
  { title: "ROLE", of: ({ role }) => role ?? "", spare: 1 },
  { title: "ID", of: ({ uuid }) => uuid },
];

export async function listOrganisations(context: Context): Promise<void> {
  const rows = await gather(context.client.all<Organisation>("/iam/v3/organisations/"));
  printList(context, rows, organisationColumns, "This token can access no organisation.");
}

export function applicationColumns(now: Date): Column<Application>[] {
  return [
    { title: "NAME", of: ({ name }) => name, gives: true },
    { title: "SLUG", of: ({ slug }) => slug, gives: true },
    { title: "CREATED", of: ({ created_at }) => relative(created_at, now, ""), spare: 1 },
    { title: "ID", of: ({ uuid }) => uuid },
  ];
}

export async function listApplications(context: Context, { org }: { org?: string }): Promise<void> {
  const { client } = context;
  const within = org === undefined ? {} : { organisation: (await findOrganisation(client, org)).uuid };
  const rows = await gather(client.all<Application>("/apps/v3/applications/", within));
  printList(context, rows, applicationColumns(context.now), "This token can access no application.");
}

export const environmentColumns: Column<Environment>[] = [
  { title: "SLUG", of: ({ slug }) => slug, gives: true },
  { title: "BRANCH", of: ({ branch }) => branch, gives: true, spare: 2 },
  { title: "APPLICATION", of: ({ application }) => application, spare: 1 },
  { title: "ID", of: ({ uuid }) => uuid },
];

export async function listEnvironments(context: Context, { app }: { app?: string }): Promise<void> {
  const { client } = context;
  const within = app === undefined ? {} : { application: (await findApplication(client, app)).uuid };
  const rows = await gather(client.all<Environment>("/apps/v3/environments/", within));
  printList(context, rows, environmentColumns, "This token can access no environment.");
}
