import type { Role } from "@/lib/authorization/principal";

/** Someone who belongs to the organisation, as its page lists them. */
export type Member = {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
  joinedAt: string;
  isDeactivated: boolean;
  /** Active personal tokens that reach the organisation; undefined where that is not shown. */
  tokens: number | undefined;
};

export function nameOf({ firstName, lastName, email }: Pick<Member, "firstName" | "lastName" | "email">): string {
  return `${firstName} ${lastName}`.trim() || email;
}
