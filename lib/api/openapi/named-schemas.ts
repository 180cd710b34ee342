import type { z } from "zod";
import { meSchema } from "@/lib/access-token/authentication/me-json";
import { limitSchema, rotationSchema, tokenSchema, tokenWithSecretSchema } from "@/lib/access-token/schema";
import { usageSchema } from "@/lib/access-token/usage/json";
import { organisationActivitySchema } from "@/lib/activity/organisation/schema";
import { applicationSchema } from "@/lib/application/json";
import { environmentSchema } from "@/lib/environment/json";
import { variableSchema } from "@/lib/environment-variable/json";
import { invitationSchema } from "@/lib/invitation/json";
import { bulkWithdrawalSchema } from "@/lib/organisation/bulk-withdrawal/schema";
import { organisationSchema } from "@/lib/organisation/json";
import { memberSchema } from "@/lib/organisation/member/json";
import { blockedTokenSchema, enforcedSchema, policiesSchema, policySchema } from "@/lib/organisation/policy/schema";
import { changedAccessSchema, organisationTokenSchema } from "@/lib/organisation/token/schema";
import { teamSchema } from "@/lib/team/json";
import { introspectionSchema } from "@/lib/verification/introspection-json";
import { deliverySchema, deliveryWithPayloadSchema, webhookSchema, webhookWithSecretSchema } from "@/lib/webhook/json";
import { oauthErrorSchema, problemSchema } from "./problem-schema";

/** What answers are made of, by the names that generated clients give it. Any other schema stands where it is used. */
export const NAMED_SCHEMAS: ReadonlyMap<z.core.$ZodType, string> = new Map<z.core.$ZodType, string>([
  [meSchema, "Me"],
  [tokenSchema, "AccessToken"],
  [tokenWithSecretSchema, "AccessTokenWithSecret"],
  [limitSchema, "Limit"],
  [rotationSchema, "Rotation"],
  [usageSchema, "Usage"],
  [organisationSchema, "Organisation"],
  [memberSchema, "Member"],
  [invitationSchema, "Invitation"],
  [teamSchema, "Team"],
  [organisationActivitySchema, "Activity"],
  [organisationTokenSchema, "OrganisationAccessToken"],
  [changedAccessSchema, "ChangedAccess"],
  [bulkWithdrawalSchema, "Sweep"],
  [policySchema, "Policy"],
  [policiesSchema, "Policies"],
  [enforcedSchema, "EnforcedPolicies"],
  [blockedTokenSchema, "BlockedToken"],
  [applicationSchema, "Application"],
  [environmentSchema, "Environment"],
  [variableSchema, "EnvironmentVariable"],
  [webhookSchema, "Webhook"],
  [webhookWithSecretSchema, "WebhookWithSecret"],
  [deliverySchema, "Delivery"],
  [deliveryWithPayloadSchema, "DeliveryWithPayload"],
  [introspectionSchema, "Introspection"],
  [problemSchema, "Problem"],
  [oauthErrorSchema, "OauthError"],
]);
