/** A part of the API, as the document and the reference have it. */
export type Tag = { name: string; description: string; paths: RegExp };

/** The parts of the API, in the order of its reference, by where their paths begin: the first that fits. */
export const TAGS: readonly Tag[] = [
  {
    name: "Access tokens",
    description: "Tokens that have no more access than the calling one, and who it acts for.",
    paths: /^\/iam\/v3\/(me|access-tokens)\/(?!leaked|lookup)/,
  },
  {
    name: "Leaked secrets",
    description: "Reports of leaked secrets, and lookups for scanners.",
    paths: /^\/iam\/v3\/access-tokens\/(leaked|lookup)\//,
  },
  {
    name: "Organisations",
    description: "The organisations that a token has access to, and their activity.",
    paths: /^\/iam\/v3\/organisations\/(\{uuid\}\/(activities\/)?)?$/,
  },
  {
    name: "Members and invitations",
    description: "The people in an organisation, their roles, and open invitations.",
    paths: /^\/iam\/v3\/organisations\/\{uuid\}\/(members|invitations)\//,
  },
  {
    name: "Teams",
    description: "The teams of an organisation, which can be responsible for its tokens.",
    paths: /^\/iam\/v3\/organisations\/\{uuid\}\/teams\//,
  },
  {
    name: "Organisation access",
    description: "Every token with access to an organisation, and ways to withdraw that access.",
    paths: /^\/iam\/v3\/organisations\/\{uuid\}\/access-tokens\//,
  },
  {
    name: "Policy",
    description: "The rules for tokens with access to an organisation.",
    paths: /^\/iam\/v3\/organisations\/\{uuid\}\/policy\//,
  },
  {
    name: "Webhooks",
    description: "Your endpoints that receive events of an organisation, and their deliveries.",
    paths: /^\/iam\/v3\/organisations\/\{uuid\}\/webhooks\//,
  },
  {
    name: "Applications",
    description: "The client applications of an organisation.",
    paths: /^\/apps\/v3\/applications\//,
  },
  {
    name: "Environments",
    description: "The environments of an application, such as test and live.",
    paths: /^\/apps\/v3\/environments\//,
  },
  {
    name: "Environment variables",
    description: "The variables that configure an application's environments.",
    paths: /^\/apps\/v3\/environment-variables\//,
  },
  {
    name: "Deployments",
    description: "Deployments of an environment: recorded here, and reported by the job that deploys.",
    paths: /^\/apps\/v3\/deployments\//,
  },
  {
    name: "Verification",
    description: "Whose token a request has, and whether it is allowed: for proxies and other services.",
    paths: /^\/api\/verify|^\/oauth\/introspect/,
  },
  {
    name: "OAuth",
    description: "Standard OAuth endpoints: metadata, and revocation with the secret alone.",
    paths: /^\/(oauth|\.well-known)\//,
  },
  {
    name: "Compatibility",
    description: "Lists that clients of the Divio API request. Here, they are always empty.",
    paths: /^\/(apps|legacy)\/v3\/(regions|app-templates|applications)\//,
  },
  { name: "Service", description: "The indexes, health checks, metrics and this document.", paths: /^\// },
];

/** The part that a path belongs to. Pure. */
export function tagOf(path: string): string {
  return TAGS.find(({ paths }) => paths.test(path))?.name ?? "";
}
