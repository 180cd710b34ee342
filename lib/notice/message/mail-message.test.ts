import { expect, test } from "vitest";
import { invitationMail } from "@/lib/account-mail/invitation";
import { renderMail } from "@/lib/mail/template";
import { type NoticeContent, noticeContent } from "@/lib/notice/content";
import { noticeMailMessage, noticeSubject } from "./mail-message";
import { noticeMessage } from "./notice-message";

const HOSTILE = "Claim your prize http://evil.example/win";
const AT = { now: new Date("2026-11-25T12:00:00Z"), timezone: "UTC" };
const label = HOSTILE;
const organisation = HOSTILE;
const by = HOSTILE;
const reason = `${HOSTILE}\n\nYours, the administrators`;
const slug = "harbour";
const moment = "2026-11-24T12:00:00.000Z";
const many = { labels: [HOSTILE, HOSTILE], count: 5, organisation, by, reason, made_before: moment };
const planned = { labels: [HOSTILE], count: 2, organisation, slug, enforced_from: moment, rules: ["No."], codes: [] };

const NOTICES: NoticeContent[] = [
  { kind: "token_expires", detail: { label, expires_at: "2026-11-30T12:00:00.000Z", organisation, slug } },
  { kind: "token_expired", detail: { label, expires_at: moment } },
  { kind: "token_revoked_by_other", detail: { label, by, reason, organisation, slug } },
  {
    kind: "token_revoked_by_other",
    detail: { label, by, reason, organisation, slug, report: { place: "https://evil.example/win?a=b" } },
  },
  { kind: "token_revoke_undone", detail: { label, by, organisation, slug } },
  { kind: "token_rotated_by_other", detail: { label, by, replaced: true, organisation, slug } },
  { kind: "token_rotated_by_other", detail: { label, by, replaced: false, organisation, slug } },
  { kind: "organisation_tokens_revoked", detail: { ...many, slug } },
  { kind: "token_created", detail: { label, with: HOSTILE, address: "192.0.2.7" } },
  { kind: "new_sign_in", detail: { device: HOSTILE, address: "192.0.2.7" } },
  { kind: "token_access_withdrawn", detail: { label, organisation, by, reason } },
  { kind: "token_access_restored", detail: { label, organisation, by } },
  { kind: "tokens_access_withdrawn", detail: many },
  { kind: "token_sweep_finished", detail: { organisation, path: "/organisations/harbour", done: 3, failed: 1 } },
  { kind: "password_changed", detail: { address: null } },
  {
    kind: "webhook_switched_off",
    detail: { webhook: "01999a12-2ca1-707f-b8bb-dc467e2df999", host: HOSTILE, why: "failing", organisation, slug },
  },
  { kind: "membership_role_changed", detail: { organisation, slug, by, before: "member", role: "admin" } },
  {
    kind: "token_leaked",
    detail: {
      label,
      token: "01999a12-2ca1-707f-b8bb-dc467e2df999",
      organisation,
      slug,
      by,
      ended: { tokens: 1, invitations: 2, collaborators: 1, teams: 1, deployments: 1, webhooks: 1 },
      joined: [{ name: HOSTILE, role: "admin" }],
      joined_count: 1,
      changes: [{ what: "Role changed (member to owner)", on: HOSTILE }],
      changes_count: 9_951,
    },
  },
  {
    kind: "unproved_tokens_ended",
    detail: {
      organisation,
      slug,
      person: HOSTILE,
      account: "01999a12-2ca1-707f-b8bb-dc467e2df999",
      revoked: [HOSTILE],
      revoked_count: 21,
      kept: [HOSTILE],
      kept_count: 1,
    },
  },
  { kind: "membership_removed", detail: { organisation, by } },
  { kind: "tokens_policy_planned", detail: { ...planned, tokens: "own", reminder: false } },
  { kind: "tokens_policy_planned", detail: { ...planned, tokens: "organisation", reminder: true } },
  { kind: "tokens_policy_cancelled", detail: { organisation, slug, enforced_from: moment, by } },
  {
    kind: "invitation_accepted",
    detail: { organisation, slug, person: HOSTILE, email: "win@evil.example", role: "admin" },
  },
];

const MAILS = [
  ...NOTICES.map((notice) => {
    const words = noticeMailMessage(notice, AT);
    const { links } = noticeMessage({ ...notice, tokenId: null }, AT);
    const actions = links.map(({ label, path }) => ({ label, url: `http://localhost:3000${path}` }));
    const body = { paragraphs: [`${words.about}.`, words.text], actions, named: words.named };
    return { kind: notice.kind, subject: noticeSubject(words, "Latchkey"), body };
  }),
  {
    kind: "invitation",
    ...invitationMail(
      "http://localhost:3000/invitations/x",
      { organisation, inviter: HOSTILE, role: "guest", days: 7 },
      "Latchkey",
    ),
  },
];

test("every kind of notice is tried", () => {
  const kinds = noticeContent.options.map((option) => option.shape.kind.value);
  expect([...new Set(NOTICES.map(({ kind }) => kind))].sort()).toEqual([...kinds].sort());
});

test.each(MAILS.map((mail) => [mail.kind, mail] as const))(
  "a mail about %s says what people named last, in quotation marks, and makes no link of it",
  (_kind, { subject, body }) => {
    expect(subject).not.toContain("evil.example");
    expect(subject).not.toMatch(/^.*Claim.*[^”]$/);
    const { named, ...ours } = body;
    // Nothing that was named is anywhere but in its own lines.
    expect(JSON.stringify(ours)).not.toMatch(/Claim|evil/);
    const { text, html } = renderMail(body);
    for (const part of [text, html]) {
      expect(part).not.toContain("evil.example");
      expect(part).not.toContain("http://evil");
      expect(part.split("http://").length).toBe(part.split("http://localhost:3000").length);
    }
    const lines = text.split("\n");
    expect(
      lines.filter((line) => line.includes("Claim")).every((line) => /^[A-Z][\w ()]*: “Claim.*”$/.test(line)),
    ).toBe(true);
    expect(lines.filter((line) => line.includes("Claim"))).toHaveLength(
      (named ?? []).filter(({ text }) => text.includes("Claim")).length,
    );
  },
);
