import type { ExportTable } from "@/lib/export/table";
import { type OrganisationTokenDetails, publicOrganisationTokenJson } from "./json";

const COLUMNS = [
  "label",
  "owner",
  "owner_email",
  "owner_role",
  "kind",
  "purpose",
  "description",
  "status",
  "access",
  "access_reason",
  "reaches",
  "scopes",
  "full_access",
  "acts_as",
  "team",
  "application",
  "workflow",
  "created",
  "expires",
  "last_used",
  "last_used_from",
  "rotated",
  "revoked",
  "uuid",
] as const;

/** The tokens that reach an organisation as a file. Never a secret, and no hint. */
export const ORGANISATION_TOKEN_EXPORT: ExportTable<OrganisationTokenDetails, (typeof COLUMNS)[number]> = {
  columns: COLUMNS,
  cells: (token) => ({
    label: token.label,
    owner: token.owner.name,
    owner_email: token.owner_details?.email ?? null,
    owner_role: token.owner.role,
    kind: token.kind,
    purpose: token.purpose,
    description: token.description,
    status: token.status,
    access: token.access.state,
    access_reason: token.access.reason,
    reaches: token.reach === null ? "everything" : token.reach.join(", "),
    scopes: token.scopes.join(" "),
    full_access: token.all_access ? "yes" : "no",
    acts_as: token.acts_as,
    team: token.team_name,
    application: token.application_name,
    workflow: token.workflow,
    created: token.created_at,
    expires: token.expiration_date,
    last_used: token.last_used_at,
    last_used_from: token.last_use?.address ?? null,
    rotated: token.rotated_at,
    revoked: token.revoked_at,
    uuid: token.uuid,
  }),
  json: (token) => {
    const { hint: _hint, ...json } = publicOrganisationTokenJson(token);
    return { ...json, last_used_from: token.last_use?.address ?? null };
  },
};
