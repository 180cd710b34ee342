import type { Database } from "@/db/schema";
import type { ClientName } from "./clients";
import type { OrganisationSlug } from "./people";

type Columns = Database["access_token"];

export type DemoToken = {
  label: string;
  purpose: Columns["purpose"];
  description?: string;
  /** Left out: everything that the owner may do. */
  scopes?: readonly string[];
  /** Left out: everything. Else `organisation`, `application` or `application/environment`, by slug. */
  limits?: readonly string[];
  madeDaysAgo: number;
  /** Days from creation to the expiration date; null: never expires. */
  lifetime: number | null;
  used?: { minutesAgo: number; by: ClientName };
  networks?: readonly string[];
  mayRotateItself?: true;
  /** The last edit: when, and what it replaced. */
  edited?: { daysAgo: number; was: Partial<Pick<DemoToken, "label" | "scopes" | "lifetime" | "description">> };
  revoked?: {
    daysAgo: number;
    kind: NonNullable<Columns["revoke_kind"]>;
    reason?: string;
    /** Left out: the owner. */
    by?: string;
  };
  /** The label of the token that made it over the API. */
  madeWith?: string;
};

export type OrganisationToken = DemoToken & {
  organisation: OrganisationSlug;
  madeBy: string;
  actsAs: NonNullable<Columns["acts_as"]>;
  assignedTo: { team: string } | { application: string } | { workflow: string } | "nothing";
};

export const HOUR = 60;
export const DAY = 24 * HOUR;
