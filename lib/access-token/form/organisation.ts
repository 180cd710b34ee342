import type { ActsAs } from "@/lib/authorization/strength";

/** An organisation for which a token is created, with its possible assignments. */
export type TokenOrganisation = {
  id: string;
  name: string;
  /** What it may act as, the strongest first. */
  actsAs: readonly ActsAs[];
  teams: readonly { id: string; name: string }[];
  applications: readonly { id: string; name: string }[];
  /** Names that are in use. */
  workflows: readonly string[];
  /** The limit of its active tokens where that is reached: no more can be made. */
  reachedLimit: number | undefined;
  /** Its address: `harbour-studio`. */
  slug: string;
  /** A member creates tokens for their own teams only. */
  teamRequired: boolean;
  /** Whoever fills in the form grants the scope `verify`: an owner of the platform. */
  mayGrantVerify: boolean;
};
