import type { Named } from "@/lib/mail/named";

/** `path` begins with a slash; a mail puts `APP_URL` before it. */
export type NoticeLink = { label: string; path: string };

export type NoticeMessage = {
  /** What it is about, without a period: `MacBook Pro expires in 7 days`. */
  title: string;
  /** What follows from it, as whole sentences. */
  text: string;
  links: NoticeLink[];
};

/** What a mail about a notice says. `about` and `text` are ours alone; what people named is in `named`, the most telling first. */
export type NoticeMailMessage = {
  /** What it is about, without a period: `An access token was created`. */
  about: string;
  /** What follows from it, as whole sentences. */
  text: string;
  named: Named[];
};
