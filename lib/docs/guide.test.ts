import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { EXTENDABLE_FOR_DAYS, LONGEST_LIFETIME_YEARS } from "@/lib/access-token/lifetime/lifetime";
import { ACTIVE_TOKENS_PER_ORGANISATION, ACTIVE_TOKENS_PER_USER } from "@/lib/access-token/quota";
import {
  LONGEST_OVERLAP_SECONDS,
  PENDING_LAPSES_AFTER_DAYS,
  UNDOABLE_FOR_MINUTES,
} from "@/lib/access-token/rotation/rotation";
import { MOST_SECRETS } from "@/lib/access-token/secret/input";
import { SOURCES, USAGE_DAYS } from "@/lib/access-token/usage/read";
import { DEFAULT_PAGE_SIZE, LARGEST_PAGE_SIZE } from "@/lib/api/answer/list";
import { MAX_BODY_BYTES } from "@/lib/api/request/body";
import { PERSONAL_SCOPES } from "@/lib/authorization/scope";
import { LIFE_SECONDS } from "@/lib/device-login/start";
import { parseEnv } from "@/lib/env";
import { LONGEST_VALUE_BYTES } from "@/lib/environment-variable/input";
import { LONGEST_KEY } from "@/lib/idempotency/key";
import { INVITATION_LIVES_DAYS } from "@/lib/invitation/send";
import { WRITES_OF_ONE } from "@/lib/write";
import { CONTENTS, GUIDE, neighboursOf } from "./contents";
import { parseGuidePage, readGuide } from "./guide";
import { guideHref } from "./guide-href";
import { inWordsOf } from "./instance-words";
import { plainText } from "./plain-text";

const ACME = { appUrl: "https://tokens.acme.example", brandName: "Acme *Tokens*", tokenPrefix: "acme" };
const slugOf = ({ href }: { href: string }) => href.replace("/docs/", "");
const pageOf = (slug: string) => parseGuidePage(readGuide(slug), ACME);

test("each file of the guide is a page of the docs, and is listed in its README.md in the same order", () => {
  const files = readdirSync(path.resolve("docs/guide")).map((file) => file.replace(".md", ""));
  expect(files.filter((file) => file !== "README").sort()).toEqual(GUIDE.map(slugOf).sort());
  const listed = [...readGuide("README").matchAll(/^- \[(.+)\]\(([a-z0-9-]+)\.md\)$/gm)];
  expect(listed.map(([, title, slug]) => [title, slug])).toEqual(GUIDE.map((page) => [page.title, slugOf(page)]));
});

test.each(GUIDE)(
  "$href has its title as its heading, says what it is about, and has no two anchors alike",
  (listed) => {
    const page = pageOf(slugOf(listed));
    expect(page.title).toBe(listed.title);
    expect(page.lead.length).toBeGreaterThan(0);
    const anchors = page.sections.flatMap(({ anchor, subheadings }) => [
      anchor,
      ...subheadings.map((sub) => sub.anchor),
    ]);
    expect(anchors).toEqual([...new Set(anchors)]);
  },
);

test("a page of an instance has its address, its name and its prefix, and names no example of the file", () => {
  for (const page of GUIDE) {
    const { lead, sections } = pageOf(slugOf(page));
    const headings = sections.flatMap(({ title, subheadings }) => [title, ...subheadings.map((sub) => sub.title)]);
    const words = `${headings} ${plainText([...lead, ...sections.flatMap(({ blocks }) => blocks)])}`;
    expect(words, page.href).not.toMatch(/latchkey\.example\.com|\bLatchkey\b|(?<![a-z])lk_/);
    // What the renderer has no place for would stand there as it was typed.
    expect(words, page.href).not.toMatch(/&[a-z]+;|\]\(|<(?!30|6)\/?[a-z]/);
  }
  const quickStart = JSON.stringify(pageOf("quick-start"));
  expect(quickStart).toContain("export LATCHKEY_HOST=https://tokens.acme.example");
  expect(quickStart).toContain("LATCHKEY_TOKEN=acme_pat_…");
  expect(inWordsOf(ACME, "machine latchkey.example.com, TOKEN_lk_pat_x, silk_pat_x, lk_(pat|org|cli)_")).toBe(
    "machine tokens.acme.example, TOKEN_acme_pat_x, silk_pat_x, acme_(pat|org|cli)_",
  );
});

test("a name of a platform is shown as it is, whatever Markdown would make of it", () => {
  const { lead } = parseGuidePage("# Hello\n\nThis is Latchkey. `$LATCHKEY_TOKEN` stays.", ACME);
  expect(plainText(lead)).toBe("This is Acme *Tokens*. $LATCHKEY_TOKEN stays.");
});

test("a link of the guide leads to a page of the app, an anchor or another site, and never to a file of the repository", () => {
  expect(guideHref("tokens.md")).toBe("/docs/tokens");
  expect(guideHref("ci.md#plain-shell")).toBe("/docs/ci#plain-shell");
  expect(guideHref("#plain-shell")).toBe("#plain-shell");
  expect(guideHref("https://latchkey.example.com/docs/errors")).toBe("/docs/errors");
  expect(guideHref("https://www.rfc-editor.org/rfc/rfc6750")).toBe("https://www.rfc-editor.org/rfc/rfc6750");
  for (const href of [
    "../operating.md",
    "../../README.md",
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.example",
  ])
    expect(guideHref(href)).toBeUndefined();
});

test("the pages are read one after the other", () => {
  const all = CONTENTS.flatMap(({ pages }) => pages);
  expect(neighboursOf("/docs/quick-start")).toEqual({ previous: undefined, next: all[1] });
  expect(neighboursOf(all.at(-1)?.href ?? "").next).toBeUndefined();
  expect(neighboursOf("/docs/search")).toEqual({});
});

test("the table of scopes has each of them, in their order", () => {
  const rows = [...(readGuide("tokens").split("## Limits")[0] ?? "").matchAll(/^\| `([a-z:-]+)` \|/gm)].map(
    ([, scope]) => scope,
  );
  expect(rows).toEqual([...PERSONAL_SCOPES, "verify"]);
});

const DAY_SECONDS = 86_400;

test.each([
  ["active tokens of a person", `${ACTIVE_TOKENS_PER_USER}`],
  ["active tokens of an organisation", `${ACTIVE_TOKENS_PER_ORGANISATION}`],
  ["longest life", `${LONGEST_LIFETIME_YEARS} years, or never expiring`],
  ["extending after expiration", `for ${EXTENDABLE_FOR_DAYS} days`],
  ["undoing a revoke", `for ${UNDOABLE_FOR_MINUTES} minutes`],
  ["overlap", `0 to ${LONGEST_OVERLAP_SECONDS / DAY_SECONDS} days, 24 hours by default`],
  ["a new secret waits for its first use", `for ${PENDING_LAPSES_AFTER_DAYS} days`],
  ["body", `${MAX_BODY_BYTES / 1024} KiB`],
  ["secrets in a report or lookup", `${MOST_SECRETS}`],
  [
    "reports of leaked secrets from one network, lookups with one token",
    `${parseEnv({}).AUTH_FAILURES_PER_MINUTE} a minute, unless your operator chose otherwise`,
  ],
  [
    "[logins from terminals](device-login.md) started from one network",
    `${parseEnv({}).AUTH_FAILURES_PER_MINUTE} a minute, unless your operator chose otherwise`,
  ],
  ["the codes of such a login work", `${LIFE_SECONDS / 60} minutes`],
  ["requests of one token", `${parseEnv({}).RATE_LIMIT_PER_MINUTE} a minute`],
  [
    "failed authentications from one address",
    `${parseEnv({}).AUTH_FAILURES_PER_MINUTE} a minute. An IPv6 network (/64) is one address`,
  ],
  ["an `Idempotency-Key`", `1 to ${LONGEST_KEY} characters, remembered for 24 hours`],
  ["changes in progress for one token", `${WRITES_OF_ONE}`],
  [
    "items on a page of a list",
    `${DEFAULT_PAGE_SIZE} by default, at most ${LARGEST_PAGE_SIZE}. Larger values are treated as ${LARGEST_PAGE_SIZE}`,
  ],
  ["an invitation is valid", `${INVITATION_LIVES_DAYS} days`],
  ["value of an environment variable", `${LONGEST_VALUE_BYTES / 1024} KiB`],
  ["use of a token, by day", `${USAGE_DAYS} days`],
  ["sources of a secret", `the last ${SOURCES}`],
])("the limit of %s is what the code has", (what, limit) => {
  expect(readGuide("limits")).toContain(`\n| ${what} | ${limit} |\n`);
});
