import { API_PAGES } from "./api-pages";

/** A page of the docs. Its title is its heading, too. */
export type DocsPage = {
  /** Its address. One that has a file `docs/guide/SLUG.md` is `/docs/SLUG`. */
  href: string;
  title: string;
  /** One sentence: what it is good for. */
  summary: string;
  /** Made from tables of the code, by a page of its own; left out: from its file. */
  fromCode?: true;
  /** Its parts, each a page below it. They are listed in place of all others while it is open, or one of them. */
  parts?: readonly DocsPage[];
};

export type DocsSection = { title: string; pages: readonly DocsPage[] };

/** Every page of the docs, in the order in which they are listed and read. */
export const CONTENTS: readonly DocsSection[] = [
  {
    title: "Get started",
    pages: [
      {
        href: "/docs/quick-start",
        title: "Quick start",
        summary: "Create a token, make your first call, and revoke the token again.",
      },
      {
        href: "/docs/single-token",
        title: "Moving from a single token",
        summary: "Replace one token used everywhere, at your own pace and without downtime.",
      },
    ],
  },
  {
    title: "Access tokens",
    pages: [
      {
        href: "/docs/tokens",
        title: "Tokens",
        summary: "Scopes, limits, networks and expiration, and how to choose them.",
      },
      {
        href: "/docs/device-login",
        title: "Logging in from a terminal",
        summary: "Give the command line client a token by comparing a code in the browser.",
      },
      {
        href: "/docs/calling-the-api",
        title: "Calling the API",
        summary: "Send a token from curl, Python or Node.js, and create tokens with a token.",
      },
      {
        href: "/docs/rotation",
        title: "Rotating a token",
        summary: "Give a token a new secret while the old one keeps working.",
      },
      {
        href: "/docs/leaks",
        title: "Revoking and leaks",
        summary: "Revoke a token, undo a mistake, and act after a leak.",
      },
      {
        href: "/docs/scanning",
        title: "Finding leaked secrets",
        summary: "Rules for gitleaks, TruffleHog and others, and how to report what you find.",
      },
      {
        href: "/docs/use",
        title: "Use and attention",
        summary: "See what a token does, what needs attention, and what happened in your account.",
      },
    ],
  },
  {
    title: "Recipes",
    pages: [
      {
        href: "/docs/ci",
        title: "CI recipes",
        summary: "GitHub Actions, GitLab CI, Bitbucket Pipelines and plain shell.",
      },
      {
        href: "/docs/cli",
        title: "Command line",
        summary: "Install latchkey, log in, and manage tokens from the terminal.",
      },
      {
        href: "/docs/deployments",
        title: "Deployments",
        summary: "Report a deployment from your job, and deploy when someone asks for it.",
      },
    ],
  },
  {
    title: "Organisations",
    pages: [
      {
        href: "/docs/agencies",
        title: "For agencies",
        summary: "Share an organisation, and keep its tokens under control while people come and go.",
      },
      {
        href: "/docs/permissions",
        title: "Who can do what",
        summary: "What owners, admins, members and guests can do, in one table.",
        fromCode: true,
      },
    ],
  },
  {
    title: "Your own services",
    pages: [
      {
        href: "/docs/checking-tokens",
        title: "Checking tokens",
        summary: "Check whose token it is and what it can do, from another service.",
      },
      {
        href: "/docs/forward-authentication",
        title: "Forward authentication",
        summary: "Let nginx, Caddy, HAProxy, Traefik or Envoy check tokens for you.",
      },
      {
        href: "/docs/webhooks",
        title: "Webhooks",
        summary: "Get a signed request when a token is created, expires or leaks, or a deployment is requested.",
      },
    ],
  },
  {
    title: "Reference",
    pages: [
      {
        href: "/docs/api",
        title: "API reference",
        summary: "Every endpoint with its parameters, responses, scopes and examples, and a form to try it.",
        fromCode: true,
        parts: API_PAGES.map((page) => ({ ...page, fromCode: true })),
      },
      {
        href: "/docs/errors",
        title: "Errors",
        summary: "Every error code, and what to do about it.",
        fromCode: true,
      },
      { href: "/docs/limits", title: "Limits", summary: "How many, how long and how large." },
      {
        href: "/docs/divio-api",
        title: "Clients of the Divio API",
        summary: "Point existing clients here: DIVIO_ZONE, host names, TLS, and what is different.",
      },
    ],
  },
];

/** All of them, a page's parts behind it. */
export const PAGES: readonly DocsPage[] = CONTENTS.flatMap(({ pages }) =>
  pages.flatMap((page) => [page, ...(page.parts ?? [])]),
);

/** The pages that have a file of their own. */
export const GUIDE = PAGES.filter(({ fromCode }) => fromCode === undefined);

/** The pages before and after this one. Pure. */
export function neighboursOf(href: string): { previous?: DocsPage | undefined; next?: DocsPage | undefined } {
  const place = PAGES.findIndex((page) => page.href === href);
  return place === -1 ? {} : { previous: PAGES[place - 1], next: PAGES[place + 1] };
}
