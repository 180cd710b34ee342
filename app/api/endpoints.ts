import * as appTemplates from "@/app/api/apps/v3/app-templates/route";
import * as application from "@/app/api/apps/v3/applications/[uuid]/route";
import * as applications from "@/app/api/apps/v3/applications/route";
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
import * as tokens from "@/app/api/iam/v3/access-tokens/route";
import * as selfRotation from "@/app/api/iam/v3/access-tokens/self/rotate/route";
import * as self from "@/app/api/iam/v3/access-tokens/self/route";
import * as me from "@/app/api/iam/v3/me/route";
import * as access from "@/app/api/iam/v3/organisations/[uuid]/access-tokens/[token]/access/route";
import * as organisationTokens from "@/app/api/iam/v3/organisations/[uuid]/access-tokens/route";
import * as sweep from "@/app/api/iam/v3/organisations/[uuid]/access-tokens/sweeps/[sweep]/route";
import * as sweeps from "@/app/api/iam/v3/organisations/[uuid]/access-tokens/sweeps/route";
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
import * as organisations from "@/app/api/iam/v3/organisations/route";
import * as index from "@/app/api/iam/v3/route";
import * as legacyApplications from "@/app/api/legacy/v3/applications/route";
import * as introspection from "@/app/api/oauth/introspect/route";
import * as verification from "@/app/api/verify/[[...path]]/route";
import { isEndpoint } from "@/lib/api/endpoint/endpoint";

/** The routes of the API in the order of its reference. A test compares them with the files there are. */
const ROUTES = [
  [me],
  [tokens, token, usage, rotation, retiring, self, selfRotation],
  [organisations, organisation, members, member, invitations, invitation, resend, teams, team, activities],
  [organisationTokens, access, sweeps, sweep],
  [policy, dryRun, enforce, planned],
  [index],
  [applications, application, environments, environment, variables, variable],
  [regions, appTemplates, legacyApplications, appsIndex],
  [verification, introspection],
  [liveness, readiness],
].flat();

/** Every endpoint of the API as it is described, in the order of its reference. */
export const ENDPOINTS = ROUTES.flatMap(({ GET, POST, PATCH, DELETE }) =>
  [GET, POST, PATCH, DELETE].filter(isEndpoint).map(({ description }) => description),
);
