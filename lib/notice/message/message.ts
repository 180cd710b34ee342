import type { Named } from "@/lib/mail/named";
import { exactTime } from "@/lib/time/exact";

/** `path` begins with a slash; a mail puts `APP_URL` before it. */
export type NoticeLink = { label: string; path: string };

export type NoticeMessage = {
  /** Its subject, without a period: `MacBook Pro expires in 7 days`. */
  title: string;
  /** Its consequences, as whole sentences. */
  text: string;
  links: NoticeLink[];
};

/**
 * The text of a mail about a notice. `about` and `text` are our own words; texts that people chose are in `named`, the most
 * informative first.
 */
export type NoticeMailMessage = {
  /** Its subject, without a period: `An access token was created`. */
  about: string;
  /** Its consequences, as whole sentences. */
  text: string;
  named: Named[];
};

/** What the end of all imported tokens means for one of them, and what to do. */
export function sunsetText(at: Date, now: Date, timezone: string): string {
  const [since, denied] =
    at <= now
      ? ["Imported tokens stopped working on", "Requests with it are denied."]
      : ["Imported tokens stop working on", "Requests with it will be denied after that."];
  return `${since} ${exactTime(at, timezone)}. ${denied} Create a new token for each place that uses it; this one can’t be extended.`;
}

/** Why a webhook was switched off, and what to do. */
export function webhookOffText(why: "failing" | "gone"): string {
  const because =
    why === "gone"
      ? "Its receiver responded with 410 Gone, so it wants no more messages."
      : "Its deliveries failed for days without a success.";
  return `${because} It receives no events until an owner or admin resumes it. Undelivered messages are kept for 30 days.`;
}
