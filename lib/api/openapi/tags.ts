/** A part of the API, as the document and the reference have it. */
export type Tag = { name: string; description: string; paths: RegExp };

/** The parts of the API, in the order of its reference, by where their paths begin: the first that fits. */
export const TAGS: readonly Tag[] = [
  {
    name: "Access tokens",
    description: "The tokens that are within the calling one, and whom it acts for.",
    paths: /^\/iam\/v3\/(me|access-tokens)\/(?!leaked|lookup)/,
  },
  {
    name: "Leaked secrets",
    description: "Reports of secrets that were found where they do not belong, and look-ups for scanners.",
    paths: /^\/iam\/v3\/access-tokens\/(leaked|lookup)\//,
  },
  {
    name: "Organisations",
    description: "The organisations that a token reaches, and what happened in them.",
    paths: /^\/iam\/v3\/organisations\/(\{uuid\}\/(activities\/)?)?$/,
  },
  {
    name: "Members and invitations",
    description: "The people of an organisation with their roles, and who is invited.",
    paths: /^\/iam\/v3\/organisations\/\{uuid\}\/(members|invitations)\//,
  },
  {
    name: "Teams",
    description: "The teams of an organisation, which are responsible for tokens of its own.",
    paths: /^\/iam\/v3\/organisations\/\{uuid\}\/teams\//,
  },
  {
    name: "Organisation access",
    description: "Every token with access to an organisation, and what ends that access.",
    paths: /^\/iam\/v3\/organisations\/\{uuid\}\/access-tokens\//,
  },
  {
    name: "Policy",
    description: "The rules that every token with access to an organisation has to fit.",
    paths: /^\/iam\/v3\/organisations\/\{uuid\}\/policy\//,
  },
  {
    name: "Webhooks",
    description: "Where what happens in an organisation is sent, and what became of each delivery.",
    paths: /^\/iam\/v3\/organisations\/\{uuid\}\/webhooks\//,
  },
  {
    name: "Applications",
    description: "Client applications of an organisation.",
    paths: /^\/apps\/v3\/applications\//,
  },
  {
    name: "Environments",
    description: "The environments of an application, such as test and live.",
    paths: /^\/apps\/v3\/environments\//,
  },
  {
    name: "Environment variables",
    description: "What the environments of an application are configured with.",
    paths: /^\/apps\/v3\/environment-variables\//,
  },
  {
    name: "Deployments",
    description: "Deployments of an environment: recorded here, and reported on by whoever deploys.",
    paths: /^\/apps\/v3\/deployments\//,
  },
  {
    name: "Verification",
    description: "Whose token a request came with, and whether it may pass: for proxies and for other services.",
    paths: /^\/api\/verify|^\/oauth\/introspect/,
  },
  {
    name: "OAuth",
    description: "What clients of the RFCs ask for: metadata, and revocation by the secret alone.",
    paths: /^\/(oauth|\.well-known)\//,
  },
  {
    name: "Compatibility",
    description: "Lists that clients of the Divio API ask for. Here they are always empty.",
    paths: /^\/(apps|legacy)\/v3\/(regions|app-templates|applications)\//,
  },
  { name: "Service", description: "What is there, and whether it answers.", paths: /^\// },
];

/** The part that a path belongs to. Pure. */
export function tagOf(path: string): string {
  return TAGS.find(({ paths }) => paths.test(path))?.name ?? "";
}
