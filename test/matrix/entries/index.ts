import type { Entry } from "../cells";
import { ACCESS_TOKENS } from "./access-tokens";
import { APPLICATIONS } from "./applications";
import { ORGANISATION_TOKENS } from "./organisation-tokens";
import { ORGANISATIONS } from "./organisations";
import { POLICY } from "./policy";
import { STANDARDS } from "./standards";
import { VERIFICATION } from "./verification";
import { WEBHOOKS } from "./webhooks";

/** How the matrix calls each endpoint of the API, by its method and path. An endpoint may have several rules, each with an entry. */
export const ENTRIES: Readonly<Record<string, readonly Entry[]>> = {
  ...ACCESS_TOKENS,
  ...ORGANISATION_TOKENS,
  ...APPLICATIONS,
  ...POLICY,
  ...ORGANISATIONS,
  ...WEBHOOKS,
  ...VERIFICATION,
  ...STANDARDS,
};
