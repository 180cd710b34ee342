import type { ExpiringToken } from "@/db/access-token/expiring";
import { GREETING } from "@/lib/account-mail/receiver";
import { env } from "@/lib/env";
import type { NewMail } from "@/lib/mail/queue";
import { expiryDetail } from "./expiring";
import { noticeMailMessage, noticeSubject } from "./message/mail-message";
import { noticeMessage } from "./message/notice-message";

const TWO_DAYS_MS = 2 * 24 * 60 * 60_000;

/** The mail that lists a person's expiring tokens. */
export function digestMail(
  user: { id: string; email: string; timezone: string },
  tokens: readonly ExpiringToken[],
  now: Date,
): NewMail {
  const { APP_URL, BRAND_NAME } = env();
  const items = tokens.map((token) => {
    const notice = {
      kind: token.expires_at <= now ? ("token_expired" as const) : ("token_expires" as const),
      tokenId: token.id,
      detail: expiryDetail(token),
    };
    const at = { now, timezone: user.timezone };
    const { links } = noticeMessage(notice, at);
    const words = noticeMailMessage(notice, at);
    const actions = links.map(({ label, path }) => ({ label, url: `${APP_URL}${path}` }));
    return { words, item: { title: words.about, text: words.text, actions, named: words.named } };
  });
  const [only, ...others] = items;
  const preferences = `${APP_URL}/account/notifications`;
  return {
    kind: "expiry_digest",
    userId: user.id,
    to: user.email,
    subject:
      only && others.length === 0
        ? noticeSubject(only.words, BRAND_NAME)
        : `${items.length} access tokens ${fate(tokens, now)}`,
    body: {
      greeting: GREETING,
      paragraphs: [
        items.length === 1
          ? `An access token that you manage on ${BRAND_NAME} needs your attention.`
          : `These access tokens that you manage on ${BRAND_NAME} need your attention.`,
      ],
      items: items.map(({ item }) => item),
      actions: [
        { label: "Your access tokens", url: `${APP_URL}/account/access-tokens` },
        { label: "Change notification settings", url: preferences },
      ],
      footer: "You get this at most once a day, when a token that you manage is about to expire.",
    },
    unsubscribeUrl: preferences,
    // "In 7 days" would be wrong by then, and the next notice is near.
    expiresAt: new Date(now.getTime() + TWO_DAYS_MS),
  };
}

function fate(tokens: readonly ExpiringToken[], now: Date): string {
  const expired = tokens.filter((token) => token.expires_at <= now).length;
  if (expired === 0) return "expire soon";
  return expired === tokens.length ? "have expired" : "expire or have expired";
}
