import type { ActsAs } from "@/lib/access-token/policy";

/** An organisation for which a token is made, with what it can be given to. */
export type TokenOrganisation = {
  id: string;
  name: string;
  /** What it may act as, the strongest first. */
  actsAs: readonly ActsAs[];
  teams: readonly { id: string; name: string }[];
  applications: readonly { id: string; name: string }[];
  /** Names that are in use. */
  workflows: readonly string[];
  /** A member makes tokens for his or her teams alone. */
  teamRequired: boolean;
};
