import * as serverMetadata from "@/app/api/.well-known/oauth-authorization-server/route";
import * as resourceMetadata from "@/app/api/.well-known/oauth-protected-resource/route";
import * as nothing from "@/app/api/[[...path]]/route";
import * as appTemplates from "@/app/api/apps/v3/app-templates/route";
import * as application from "@/app/api/apps/v3/applications/[uuid]/route";
import * as applications from "@/app/api/apps/v3/applications/route";
import * as deploymentVariables from "@/app/api/apps/v3/deployments/[uuid]/environment-variables/route";
import * as deploymentLog from "@/app/api/apps/v3/deployments/[uuid]/logs/route";
import * as deployment from "@/app/api/apps/v3/deployments/[uuid]/route";
import * as deployments from "@/app/api/apps/v3/deployments/route";
import * as variable from "@/app/api/apps/v3/environment-variables/[uuid]/route";
import * as variables from "@/app/api/apps/v3/environment-variables/route";
import * as environment from "@/app/api/apps/v3/environments/[uuid]/route";
import * as environments from "@/app/api/apps/v3/environments/route";
import * as regions from "@/app/api/apps/v3/regions/route";
import * as appsIndex from "@/app/api/apps/v3/route";
import * as readiness from "@/app/api/health/ready/route";
import * as liveness from "@/app/api/health/route";
import * as retiring from "@/app/api/iam/v3/access-tokens/[uuid]/retiring/route";
import * as rotation from "@/app/api/iam/v3/access-tokens/[uuid]/rotate/route";
import * as token from "@/app/api/iam/v3/access-tokens/[uuid]/route";
import * as usage from "@/app/api/iam/v3/access-tokens/[uuid]/usage/route";
import * as githubReports from "@/app/api/iam/v3/access-tokens/leaked/github/route";
import * as leaked from "@/app/api/iam/v3/access-tokens/leaked/route";
import * as lookup from "@/app/api/iam/v3/access-tokens/lookup/route";
import * as tokens from "@/app/api/iam/v3/access-tokens/route";
import * as selfRotation from "@/app/api/iam/v3/access-tokens/self/rotate/route";
import * as self from "@/app/api/iam/v3/access-tokens/self/route";
import * as me from "@/app/api/iam/v3/me/route";
import * as access from "@/app/api/iam/v3/organisations/[uuid]/access-tokens/[token]/access/route";
import * as organisationTokens from "@/app/api/iam/v3/organisations/[uuid]/access-tokens/route";
import * as bulkWithdrawal from "@/app/api/iam/v3/organisations/[uuid]/access-tokens/sweeps/[sweep]/route";
import * as bulkWithdrawals from "@/app/api/iam/v3/organisations/[uuid]/access-tokens/sweeps/route";
import * as activities from "@/app/api/iam/v3/organisations/[uuid]/activities/route";
import * as resend from "@/app/api/iam/v3/organisations/[uuid]/invitations/[invitation]/resend/route";
import * as invitation from "@/app/api/iam/v3/organisations/[uuid]/invitations/[invitation]/route";
import * as invitations from "@/app/api/iam/v3/organisations/[uuid]/invitations/route";
import * as member from "@/app/api/iam/v3/organisations/[uuid]/members/[user]/route";
import * as members from "@/app/api/iam/v3/organisations/[uuid]/members/route";
import * as dryRun from "@/app/api/iam/v3/organisations/[uuid]/policy/dry-run/route";
import * as enforce from "@/app/api/iam/v3/organisations/[uuid]/policy/enforce/route";
import * as planned from "@/app/api/iam/v3/organisations/[uuid]/policy/planned/route";
import * as policy from "@/app/api/iam/v3/organisations/[uuid]/policy/route";
import * as organisation from "@/app/api/iam/v3/organisations/[uuid]/route";
import * as team from "@/app/api/iam/v3/organisations/[uuid]/teams/[team]/route";
import * as teams from "@/app/api/iam/v3/organisations/[uuid]/teams/route";
import * as webhookReplay from "@/app/api/iam/v3/organisations/[uuid]/webhooks/[webhook]/deliveries/[delivery]/replay/route";
import * as webhookDelivery from "@/app/api/iam/v3/organisations/[uuid]/webhooks/[webhook]/deliveries/[delivery]/route";
import * as webhookDeliveries from "@/app/api/iam/v3/organisations/[uuid]/webhooks/[webhook]/deliveries/route";
import * as webhookPause from "@/app/api/iam/v3/organisations/[uuid]/webhooks/[webhook]/pause/route";
import * as webhookSecret from "@/app/api/iam/v3/organisations/[uuid]/webhooks/[webhook]/replace-secret/route";
import * as webhookResume from "@/app/api/iam/v3/organisations/[uuid]/webhooks/[webhook]/resume/route";
import * as webhook from "@/app/api/iam/v3/organisations/[uuid]/webhooks/[webhook]/route";
import * as webhookTest from "@/app/api/iam/v3/organisations/[uuid]/webhooks/[webhook]/test/route";
import * as webhooks from "@/app/api/iam/v3/organisations/[uuid]/webhooks/route";
import * as organisations from "@/app/api/iam/v3/organisations/route";
import * as index from "@/app/api/iam/v3/route";
import * as legacyApplications from "@/app/api/legacy/v3/applications/route";
import * as metrics from "@/app/api/metrics/route";
import * as deviceAuthorization from "@/app/api/oauth/device_authorization/route";
import * as introspection from "@/app/api/oauth/introspect/route";
import * as revocation from "@/app/api/oauth/revoke/route";
import * as oauthToken from "@/app/api/oauth/token/route";
import * as verification from "@/app/api/verify/[[...path]]/route";
import type { Handler } from "@/lib/api/endpoint/serve";

/** What answers at one path, at each method that Next.js hands over. */
export type Route = Readonly<Record<"GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS", Handler>>;

/**
 * Every file that answers below /api but the sign-in, which is Next.js' own, and the document that is made of these (`served-routes.ts`), by the
 * folder where it stands. In the order of the API's reference. A test compares them with the files there are.
 */
export const ROUTES: Readonly<Record<string, Route>> = {
  "iam/v3/me": me,
  "iam/v3/access-tokens": tokens,
  "iam/v3/access-tokens/[uuid]": token,
  "iam/v3/access-tokens/[uuid]/usage": usage,
  "iam/v3/access-tokens/[uuid]/rotate": rotation,
  "iam/v3/access-tokens/[uuid]/retiring": retiring,
  "iam/v3/access-tokens/self": self,
  "iam/v3/access-tokens/self/rotate": selfRotation,
  "iam/v3/access-tokens/lookup": lookup,
  "iam/v3/access-tokens/leaked": leaked,
  "iam/v3/access-tokens/leaked/github": githubReports,
  "iam/v3/organisations": organisations,
  "iam/v3/organisations/[uuid]": organisation,
  "iam/v3/organisations/[uuid]/members": members,
  "iam/v3/organisations/[uuid]/members/[user]": member,
  "iam/v3/organisations/[uuid]/invitations": invitations,
  "iam/v3/organisations/[uuid]/invitations/[invitation]": invitation,
  "iam/v3/organisations/[uuid]/invitations/[invitation]/resend": resend,
  "iam/v3/organisations/[uuid]/teams": teams,
  "iam/v3/organisations/[uuid]/teams/[team]": team,
  "iam/v3/organisations/[uuid]/activities": activities,
  "iam/v3/organisations/[uuid]/access-tokens": organisationTokens,
  "iam/v3/organisations/[uuid]/access-tokens/[token]/access": access,
  "iam/v3/organisations/[uuid]/access-tokens/sweeps": bulkWithdrawals,
  "iam/v3/organisations/[uuid]/access-tokens/sweeps/[sweep]": bulkWithdrawal,
  "iam/v3/organisations/[uuid]/policy": policy,
  "iam/v3/organisations/[uuid]/policy/dry-run": dryRun,
  "iam/v3/organisations/[uuid]/policy/enforce": enforce,
  "iam/v3/organisations/[uuid]/policy/planned": planned,
  "iam/v3/organisations/[uuid]/webhooks": webhooks,
  "iam/v3/organisations/[uuid]/webhooks/[webhook]": webhook,
  "iam/v3/organisations/[uuid]/webhooks/[webhook]/pause": webhookPause,
  "iam/v3/organisations/[uuid]/webhooks/[webhook]/resume": webhookResume,
  "iam/v3/organisations/[uuid]/webhooks/[webhook]/test": webhookTest,
  "iam/v3/organisations/[uuid]/webhooks/[webhook]/replace-secret": webhookSecret,
  "iam/v3/organisations/[uuid]/webhooks/[webhook]/deliveries": webhookDeliveries,
  "iam/v3/organisations/[uuid]/webhooks/[webhook]/deliveries/[delivery]": webhookDelivery,
  "iam/v3/organisations/[uuid]/webhooks/[webhook]/deliveries/[delivery]/replay": webhookReplay,
  "iam/v3": index,
  "apps/v3/applications": applications,
  "apps/v3/applications/[uuid]": application,
  "apps/v3/environments": environments,
  "apps/v3/environments/[uuid]": environment,
  "apps/v3/environment-variables": variables,
  "apps/v3/environment-variables/[uuid]": variable,
  "apps/v3/deployments": deployments,
  "apps/v3/deployments/[uuid]": deployment,
  "apps/v3/deployments/[uuid]/logs": deploymentLog,
  "apps/v3/deployments/[uuid]/environment-variables": deploymentVariables,
  "apps/v3/regions": regions,
  "apps/v3/app-templates": appTemplates,
  "legacy/v3/applications": legacyApplications,
  "apps/v3": appsIndex,
  "verify/[[...path]]": verification,
  "oauth/introspect": introspection,
  "oauth/revoke": revocation,
  "oauth/device_authorization": deviceAuthorization,
  "oauth/token": oauthToken,
  ".well-known/oauth-authorization-server": serverMetadata,
  ".well-known/oauth-protected-resource": resourceMetadata,
  metrics,
  health: liveness,
  "health/ready": readiness,
  "[[...path]]": nothing,
};
