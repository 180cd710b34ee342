/** The parts of the API, in the order of its reference, by where their paths begin: the first that fits. */
export const TAGS: readonly { name: string; description: string; paths: RegExp }[] = [
  {
    name: "Access tokens",
    description: "The tokens that are within the calling one, and whom it acts for.",
    paths: /^\/iam\/v3\/(me|access-tokens)\//,
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
    name: "Organisations",
    description: "Organisations, their people, invitations, teams and activity.",
    paths: /^\/iam\/v3\/organisations\//,
  },
  {
    name: "Applications",
    description: "Client applications, their environments and environment variables.",
    paths: /^\/(apps|legacy)\/v3\/[a-z-]+\//,
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
  { name: "Service", description: "What is there, and whether it answers.", paths: /^\// },
];

/** The part that a path belongs to. Pure. */
export function tagOf(path: string): string {
  return TAGS.find(({ paths }) => paths.test(path))?.name ?? "";
}
