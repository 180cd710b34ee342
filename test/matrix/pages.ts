import { readdirSync } from "node:fs";
import path from "node:path";
import type { Permission } from "@/lib/authorization/permission";
import { SECTIONS } from "@/lib/organisation/sections";
import type { Person } from "./caller";
import type { World } from "./world";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Every page below app/, and every other thing that the dashboard fetches: `(dashboard)/account/profile/page.tsx`. */
export function pageFiles(): string[] {
  return readdirSync(path.join(ROOT, "app"), { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)page\.tsx$|^\(dashboard\)\/.*\/route\.ts$/.test(file))
    .sort();
}

/** Who sees a page. */
export type Visible =
  /** Also whoever is not signed in. */
  | { to: "everybody" }
  | { to: "signed_in" }
  /** Nobody of the matrix: who may is someone else. */
  | { to: "nobody" }
  | { to: Person }
  /** Whose role in ours allows this; an application's page also asks whether a guest was added to it, and to write. */
  | { to: "role"; permission: Permission; application?: "shared" | "other"; writes?: true };

export type PageCase = { address: string; visible: Visible };

const EVERYBODY: Visible = { to: "everybody" };
const SIGNED_IN: Visible = { to: "signed_in" };
const open = (address: string) => () => [{ address, visible: EVERYBODY }];
const mine = (address: string) => () => [{ address, visible: SIGNED_IN }];

const TOKENS = "(dashboard)/organisations/[slug]/access-tokens";
const DEPLOYMENT = "(dashboard)/organisations/[slug]/applications/[application]/deployments/[uuid]";

// Pages of which the file's path does not say it all.
const BY_HAND: Readonly<Record<string, (world: World) => PageCase[]>> = {
  "page.tsx": open("/"),
  "docs/page.tsx": open("/docs"),
  "docs/api/page.tsx": open("/docs/api"),
  "docs/api/[group]/page.tsx": open("/docs/api/access-tokens"),
  "docs/errors/page.tsx": open("/docs/errors"),
  "docs/[slug]/page.tsx": open("/docs/agencies"),
  "docs/search/page.tsx": open("/docs/search?q=rotate"),
  "docs/permissions/page.tsx": open("/docs/permissions"),
  "cli/page.tsx": open("/cli"),
  "(dashboard)/device/page.tsx": mine("/device?user_code=WDJB-MJHT"),
  "(dashboard)/account/access-tokens/page.tsx": mine("/account/access-tokens"),
  "(dashboard)/account/activity/page.tsx": mine("/account/activity"),
  "(dashboard)/account/notifications/page.tsx": mine("/account/notifications"),
  "(dashboard)/account/profile/page.tsx": mine("/account/profile"),
  "(dashboard)/account/security/page.tsx": mine("/account/security"),
  "(dashboard)/account/access-tokens/[uuid]/page.tsx": membersToken(""),
  "(dashboard)/account/access-tokens/[uuid]/rotation/route.ts": membersToken("/rotation"),
  "(dashboard)/account/access-tokens/[uuid]/use/route.ts": membersToken("/use"),
  "(dashboard)/account/access-tokens/[uuid]/use/narrowing/route.ts": membersToken("/use/narrowing?days=30"),
  // Of a token that is not one's own, as of one that made nothing, the list is empty.
  "(dashboard)/account/access-tokens/[uuid]/made-with/route.ts": (world) => [
    { address: `/account/access-tokens/${membersTokenId(world)}/made-with`, visible: SIGNED_IN },
  ],
  "(dashboard)/account/access-tokens/reachable/route.ts": mine("/account/access-tokens/reachable?q="),
  "(dashboard)/account/access-tokens/last-used/route.ts": mine("/account/access-tokens/last-used"),
  "(dashboard)/account/search/route.ts": mine("/account/search?q=shop"),
  "(dashboard)/account/activity/download/route.ts": mine("/account/activity/download?format=csv"),
  "(dashboard)/account/notifications/bell/route.ts": mine("/account/notifications/bell"),
  "(dashboard)/organisations/[slug]/activity/download/route.ts": ofOurs("activity/download?format=csv", "see_activity"),
  "(dashboard)/organisations/[slug]/applications/[application]/(overview)/page.tsx": (world) =>
    (["shared", "other"] as const).map((application) => ({
      address: `/organisations/${world.organisations.ours.slug}/applications/${world.applications[application].slug}`,
      visible: { to: "role", permission: "see_applications", application },
    })),
  [`${DEPLOYMENT}/page.tsx`]: ofDeployment(""),
  [`${DEPLOYMENT}/progress/route.ts`]: ofDeployment("/progress?from=0"),
  [`${DEPLOYMENT}/log/route.ts`]: ofDeployment("/log"),
  "(dashboard)/organisations/[slug]/policy/download/route.ts": ofOurs("policy/download?format=csv", "withdraw_access"),
  // An owner of the platform may, and nobody here is one.
  "(dashboard)/organisations/[slug]/imported-tokens/page.tsx": (world) => [
    { address: `/organisations/${world.organisations.ours.slug}/imported-tokens`, visible: { to: "nobody" } },
  ],
  [`${TOKENS}/download/route.ts`]: ofOurs("access-tokens/download?format=csv", "see_tokens"),
  "(dashboard)/organisations/[slug]/webhooks/[uuid]/page.tsx": (world) =>
    ofOurs(`webhooks/${world.webhook.id}`, "manage_webhooks")(world),
  // One that acts as admin is managed by owners and admins alone.
  [`${TOKENS}/[uuid]/page.tsx`]: (world) =>
    ofOurs(`access-tokens/${world.tokens.get("token_as_admin all ")?.id ?? ""}`, "withdraw_access")(world),
  [`${TOKENS}/sweeps/page.tsx`]: ofOurs("access-tokens/sweeps", "withdraw_access"),
  [`${TOKENS}/sweeps/[uuid]/page.tsx`]: ofBulkWithdrawal(""),
  [`${TOKENS}/sweeps/[uuid]/progress/route.ts`]: ofBulkWithdrawal("/progress"),
  [`${TOKENS}/sweeps/[uuid]/download/route.ts`]: ofBulkWithdrawal("/download?format=ndjson"),
};

/** The pages for signing in and the like: their own tests cover them, and nobody's role matters there. */
const SIGNING_IN = /^\(auth\)\//;
const SECTION = /^\(dashboard\)\/organisations\/\[slug\](?:\/([a-z-]+))?(?:\/\(list\))?\/page\.tsx$/;

/** The addresses at which a page is tried, or undefined for one that the matrix does not know. */
export function casesOf(world: World, file: string): PageCase[] | undefined {
  if (SIGNING_IN.test(file)) return [];
  const [, section = ""] = SECTION.exec(file) ?? [undefined, undefined];
  const { permission } = (SECTION.test(file) && SECTIONS.find(({ path }) => path === section)) || {};
  if (permission === undefined) return BY_HAND[file]?.(world);
  const base = `/organisations/${world.organisations.ours.slug}`;
  return [{ address: section === "" ? base : `${base}/${section}`, visible: { to: "role", permission } }];
}

/** A page, or what a page fetches, that a role in ours decides about. */
function ofOurs(rest: string, permission: Permission) {
  return (world: World): PageCase[] => [
    { address: `/organisations/${world.organisations.ours.slug}/${rest}`, visible: { to: "role", permission } },
  ];
}

/** A page of a deployment: of the application that the guests were added to, and of one that they were not. */
function ofDeployment(rest: string) {
  return ({ organisations, applications, deployments }: World): PageCase[] =>
    (["shared", "other"] as const).map((application) => ({
      address: `/organisations/${organisations.ours.slug}/applications/${applications[application].slug}/deployments/${deployments[`${application}/test`]}${rest}`,
      visible: { to: "role", permission: "see_applications", application },
    }));
}

function ofBulkWithdrawal(rest: string) {
  return (world: World) => ofOurs(`access-tokens/sweeps/${world.bulkWithdrawal.id}${rest}`, "withdraw_access")(world);
}

function membersToken(rest: string) {
  return (world: World): PageCase[] => [
    { address: `/account/access-tokens/${membersTokenId(world)}${rest}`, visible: { to: "member" } },
  ];
}

function membersTokenId(world: World): string {
  return world.tokens.get("member all ")?.id ?? "";
}
