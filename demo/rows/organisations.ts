import type { OrganisationSlug } from "./people";

export type DemoOrganisation = {
  slug: OrganisationSlug;
  /** The platform's is the instance's own name. */
  name: string | undefined;
  madeDaysAgo: number;
  /** Who made it. */
  by: string;
  teams: readonly string[];
  applications: readonly DemoApplication[];
};

export type DemoApplication = {
  slug: string;
  name: string;
  madeDaysAgo: number;
  /** Environments by name, each with the branch that it runs. */
  environments: Readonly<Record<string, string>>;
};

const TEST_AND_LIVE = { test: "develop", live: "main" };

export const ORGANISATIONS: readonly DemoOrganisation[] = [
  {
    slug: "platform",
    name: undefined,
    madeDaysAgo: 455,
    by: "ingrid",
    teams: ["Operations"],
    applications: [application("status-page", "Status page", 430, { live: "main" })],
  },
  {
    slug: "harbour-studio",
    name: "Harbour Studio",
    madeDaysAgo: 421,
    by: "mira",
    teams: ["Web", "Operations", "Client care"],
    applications: [
      application("harbour-website", "Harbour website", 419, TEST_AND_LIVE),
      application("northpost-intranet", "Northpost intranet", 388, { ...TEST_AND_LIVE, training: "training" }),
      application("seedling-shop", "Seedling shop", 346, { ...TEST_AND_LIVE, load: "main" }),
      application("velo-festival", "Velo Festival", 171, { ...TEST_AND_LIVE, preview: "next" }),
      application("tide-tables", "Tide tables", 62, TEST_AND_LIVE),
    ],
  },
  {
    slug: "kunsthalle-nord",
    name: "Kunsthalle Nord",
    madeDaysAgo: 351,
    by: "claire",
    teams: ["Visitors"],
    applications: [
      application("kunsthalle-tickets", "Ticket shop", 340, TEST_AND_LIVE),
      application("kunsthalle-audioguide", "Audio guide", 204, { ...TEST_AND_LIVE, exhibition: "exhibition-2" }),
    ],
  },
];

function application(
  slug: string,
  name: string,
  madeDaysAgo: number,
  environments: DemoApplication["environments"],
): DemoApplication {
  return { slug, name, madeDaysAgo, environments };
}
