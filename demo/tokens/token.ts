import type { Database } from "@/db/schema";
import type { OrganisationSlug } from "@/demo/rows/people";
import type { ClientName } from "./clients";
import type { Rhythm } from "./rhythm";

type Columns = Database["access_token"];

export type DemoToken = {
  label: string;
  purpose: Columns["purpose"];
  description?: string;
  /** Left out: everything the owner may do. */
  scopes?: readonly string[];
  /** Left out: everything. Else `organisation`, `application` or `application/environment`, by slug. */
  limits?: readonly string[];
  madeDaysAgo: number;
  /** Days from creation to the expiration date; null: never expires. */
  lifetime: number | null;
  used?: { minutesAgo: number; by: ClientName };
  /** Other clients that used it, some days ago. */
  alsoUsedBy?: readonly ClientName[];
  /** Its traffic per day; defaults to what is usual for its purpose. */
  traffic?: Partial<Traffic>;
  refused?: readonly RefusedCalls[];
  rotation?: Rotation;
  networks?: readonly string[];
  mayRotateItself?: true;
  /** The last edit: when, and what it replaced. */
  edited?: { daysAgo: number; was: Partial<Pick<DemoToken, "label" | "scopes" | "lifetime" | "description">> };
  revoked?: {
    daysAgo: number;
    /** The same in minutes, for a recent one. */
    minutesAgo?: number;
    kind: NonNullable<Columns["revoke_kind"]>;
    reason?: string;
    /** Left out: the owner. */
    by?: string;
    /** The label of the token that it was revoked together with. */
    with?: string;
  };
  /** The label of the token that made it over the API. */
  madeWith?: string;
};

export type ScopeShare = {
  /** What the requests needed; "" for those that need no scope. */
  scope: string;
  percent: number;
  /** Was used until then, and not since. */
  untilDaysAgo?: number;
};

export type Traffic = { rhythm: Rhythm; perDay: number; scopes: readonly ScopeShare[] };

export type Client = { by: ClientName; minutesAgo: number; requests: number };

export type Rotation =
  /** The new secret waits for its first use. */
  | { state: "pending"; askedMinutesAgo: number; overlapHours: number }
  /** The new secret is in use, and some still use the former one. */
  | {
      state: "retiring";
      askedMinutesAgo: number;
      firstUsedMinutesAgo: number;
      overlapHours: number;
      movedOver: readonly Client[];
      stragglers: readonly Client[];
    }
  /** The rotation is over. */
  | { state: "retired"; askedMinutesAgo: number; firstUsedMinutesAgo: number; overlapHours: number };

/** Requests that were refused, so many a day, in that period. */
export type RefusedCalls = {
  /** The code of the problem that answered them. */
  outcome: string;
  scope?: string;
  route?: string;
  rhythm?: Rhythm;
  perDay: number;
  fromDaysAgo: number;
  /** Left out: until today. */
  toDaysAgo?: number;
  by: ClientName;
};

export type OrganisationToken = DemoToken & {
  organisation: OrganisationSlug;
  madeBy: string;
  actsAs: NonNullable<Columns["acts_as"]>;
  assignedTo: { team: string } | { application: string } | { workflow: string } | "nothing";
};

export const HOUR = 60;
export const DAY = 24 * HOUR;
