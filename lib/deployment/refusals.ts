import type { Sentences } from "@/lib/action/sentence";
import { SENT_ALREADY } from "@/lib/form/once";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { ORGANISATION_REFUSALS } from "@/lib/organisation/refusals";
import type { DeploymentStatus } from "./status";

/** That a deployment has ended. For the API too. */
export function endedMessage({ as }: { as: DeploymentStatus }): string {
  return `The deployment has already ended: it is ${as}.`;
}

/** Why a deployment was not recorded or cancelled. */
export const DEPLOYMENT_REFUSALS = {
  ...ORGANISATION_REFUSALS,
  ended: endedMessage,
  repeated: SENT_ALREADY,
} as const satisfies Sentences<
  OrganisationRefusal | { status: "ended"; as: DeploymentStatus } | { status: "repeated"; madeId: string | null }
>;
