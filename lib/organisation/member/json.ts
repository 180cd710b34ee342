import type { MemberRow } from "@/db/organisation/member";
import type { Role } from "@/lib/authorization/principal";

/** A person of an organisation as the API shows him or her. `uuid` is the person's, `created_at` when he or she joined. */
export type MemberJson = {
  uuid: string;
  email: string;
  first_name: string;
  last_name: string;
  role: Role;
  created_at: string;
};

export function memberJson(row: MemberRow): MemberJson {
  return {
    uuid: row.id,
    email: row.email,
    first_name: row.first_name,
    last_name: row.last_name,
    role: row.role,
    created_at: row.created_at.toISOString(),
  };
}
