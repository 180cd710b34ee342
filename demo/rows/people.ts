import type { Database } from "@/db/schema";

type Role = Database["membership"]["role"];
export type OrganisationSlug = "platform" | "harbour-studio" | "kunsthalle-nord";

export type DemoPerson = {
  /** The part of the e-mail address before the @, by which the rest of the demo names a person. */
  name: string;
  domain: string;
  firstName: string;
  lastName: string;
  timezone: string;
  joinedDaysAgo: number;
  /** Left the agency, so many days ago. */
  deactivatedDaysAgo?: number;
  roles: Partial<Record<OrganisationSlug, Role>>;
};

/** The person whose tokens the demo is about. */
export const MAIN_PERSON = "mira";

const HARBOUR = "harbour.example";
const KUNSTHALLE = "kunsthalle.example";
const PLATFORM = "platform.example";

/** The platform's operators, an agency, and one of its clients. Domains end in .example, which nobody can own (RFC 2606). */
export const PEOPLE: readonly DemoPerson[] = [
  person("ingrid", PLATFORM, "Ingrid Solheim", "Europe/Oslo", 455, { platform: "owner" }),
  person("rafael", PLATFORM, "Rafael Costa", "Europe/Lisbon", 448, { platform: "admin" }),
  person("mira", HARBOUR, "Mira Okafor", "Europe/Berlin", 421, {
    "harbour-studio": "owner",
    "kunsthalle-nord": "admin",
  }),
  person("jonas", HARBOUR, "Jonas Weber", "Europe/Berlin", 420, { "harbour-studio": "admin" }),
  person("aiko", HARBOUR, "Aiko Tanaka", "Asia/Tokyo", 402, { "harbour-studio": "member", "kunsthalle-nord": "guest" }),
  person("priya", HARBOUR, "Priya Nair", "Europe/London", 377, { "harbour-studio": "member" }),
  person("lukas", HARBOUR, "Lukas Brandt", "Europe/Berlin", 318, { "harbour-studio": "member" }),
  person("elif", HARBOUR, "Elif Demir", "Europe/Istanbul", 240, { "harbour-studio": "member" }),
  {
    ...person("noah", HARBOUR, "Noah Lindqvist", "Europe/Stockholm", 396, { "harbour-studio": "member" }),
    deactivatedDaysAgo: 74,
  },
  person("sam", "whitlock.example", "Sam Whitlock", "America/New_York", 133, {
    "harbour-studio": "guest",
    "kunsthalle-nord": "guest",
  }),
  person("greta", "northpost.example", "Greta Halvorsen", "Europe/Oslo", 118, { "harbour-studio": "guest" }),
  person("claire", KUNSTHALLE, "Claire Fontaine", "Europe/Paris", 351, { "kunsthalle-nord": "owner" }),
  person("david", KUNSTHALLE, "David Osei", "Europe/Berlin", 290, { "kunsthalle-nord": "member" }),
];

export function emailOf({ name, domain }: DemoPerson): string {
  return `${name}@${domain}`;
}

function person(
  name: string,
  domain: string,
  fullName: string,
  timezone: string,
  joinedDaysAgo: number,
  roles: DemoPerson["roles"],
): DemoPerson {
  const [firstName = "", lastName = ""] = fullName.split(" ");
  return { name, domain, firstName, lastName, timezone, joinedDaysAgo, roles };
}
