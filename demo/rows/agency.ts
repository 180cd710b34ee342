import type { OrganisationSlug } from "./people";

type Access = "read" | "write";

/** Who is in which team of which organisation. Everybody in one is a member there, or more. */
export const TEAM_MEMBERS: Readonly<Record<OrganisationSlug, Readonly<Record<string, readonly string[]>>>> = {
  platform: { Operations: ["rafael"] },
  "harbour-studio": {
    Web: ["aiko", "lukas", "elif"],
    Operations: ["jonas", "priya"],
    "Client care": ["mira", "elif"],
  },
  "kunsthalle-nord": { Visitors: ["david"] },
};

/** What the guests were added to, by the application's slug, and who added them. */
export const COLLABORATORS: readonly {
  application: string;
  person: string;
  access: Access;
  by: string;
  daysAgo: number;
}[] = [
  { application: "velo-festival", person: "sam", access: "write", by: "jonas", daysAgo: 133 },
  { application: "harbour-website", person: "sam", access: "read", by: "mira", daysAgo: 40 },
  { application: "northpost-intranet", person: "greta", access: "read", by: "jonas", daysAgo: 118 },
  { application: "kunsthalle-audioguide", person: "aiko", access: "write", by: "claire", daysAgo: 204 },
  { application: "kunsthalle-audioguide", person: "sam", access: "read", by: "claire", daysAgo: 96 },
];

export type DemoInvitation = {
  organisation: OrganisationSlug;
  email: string;
  role: "admin" | "member" | "guest";
  applications?: Readonly<Record<string, Access>>;
  by: string;
  sentDaysAgo: number;
  revokedDaysAgo?: number;
};

/** Unused links: valid, expired and revoked. */
export const INVITATIONS: readonly DemoInvitation[] = [
  {
    organisation: "harbour-studio",
    email: "lea@frischluft.example",
    role: "guest",
    applications: { "velo-festival": "write", "tide-tables": "read" },
    by: "jonas",
    sentDaysAgo: 2,
  },
  { organisation: "harbour-studio", email: "tomas@harbour.example", role: "member", by: "mira", sentDaysAgo: 5 },
  { organisation: "harbour-studio", email: "otto@harbour.example", role: "member", by: "jonas", sentDaysAgo: 19 },
  {
    organisation: "harbour-studio",
    email: "sam@whitlok.example",
    role: "guest",
    by: "jonas",
    sentDaysAgo: 134,
    revokedDaysAgo: 133,
  },
];

/** Personal tokens, by label and owner, that an administrator keeps out of an organisation. */
export const WITHDRAWN = [
  {
    organisation: "harbour-studio",
    owner: "priya",
    label: "Terraform plan",
    by: "mira",
    daysAgo: 3,
    reason: "Plans run with the organisation’s own token now",
  },
] as const;

type Rules = Partial<{
  personal_tokens_allowed: boolean;
  all_access_allowed: boolean;
  expiration_required: boolean;
  purpose_required: boolean;
  longest_lifetime_seconds: number;
}>;
const DAY_SECONDS = 24 * 60 * 60;

/** The rules in force in an organisation since so many days, and its owners' draft. */
export const POLICIES: readonly {
  organisation: OrganisationSlug;
  by: string;
  madeDaysAgo: number;
  inForceDaysAgo?: number;
  rules: Rules;
}[] = [
  {
    organisation: "kunsthalle-nord",
    by: "claire",
    madeDaysAgo: 75,
    inForceDaysAgo: 61,
    rules: { expiration_required: true, longest_lifetime_seconds: 366 * DAY_SECONDS },
  },
  {
    organisation: "harbour-studio",
    by: "mira",
    madeDaysAgo: 1,
    rules: { expiration_required: true, purpose_required: true, longest_lifetime_seconds: 180 * DAY_SECONDS },
  },
];
