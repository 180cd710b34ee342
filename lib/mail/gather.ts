import type { Db, Row } from "@/db/database";
import {
  findGatheredEmail,
  findLatestSent,
  foldEmails,
  lockKind,
  lockWaiting,
  postponeEmail,
} from "@/db/work/gathered-email";
import { type MailContent, mailContent } from "./content";
import { openMail, sealMail } from "./seal";

type Mail = Row<"outgoing_email">;

const HOUR_MS = 60 * 60_000;
// So many are listed one by one; the rest are counted.
const MOST_LISTED = 50;
const AT_ONCE = 1_000;

/**
 * Decide about the first attempt at a mail. Within an hour after one of its kind to the same address it waits until that hour
 * is over. Otherwise all waiting mails of its kind to the address are sent with it as one. So nobody is flooded by what others
 * do, and nothing buries an alarm, which is never gathered. Nor is a mail whose link replaces an earlier one: nothing would work
 * for up to an hour. What sends such a mail limits how many of them an address gets.
 * @returns whether it is to be tried now
 */
export async function gatherMail(db: Db, id: string, now: Date): Promise<boolean> {
  const kind = await findGatheredEmail(db, id);
  if (kind === undefined) return true;
  return await db.transaction().execute(async (trx) => {
    await lockKind(trx, kind);
    const latest = await findLatestSent(trx, kind, new Date(now.getTime() - HOUR_MS), now);
    if (latest !== undefined) {
      await postponeEmail(trx, id, new Date(latest.getTime() + HOUR_MS));
      return false;
    }
    const waiting = await lockWaiting(trx, kind, AT_ONCE);
    const self = waiting.find((mail) => mail.id === id);
    // If it is not among them, it was gathered by another one, or there are too many before it: then it is sent alone.
    if (self !== undefined)
      await fold(
        trx,
        self,
        waiting.filter((mail) => isOfUse(mail, now)),
      );
    return true;
  });
}

function isOfUse({ expires_at }: Mail, now: Date): boolean {
  return expires_at === null || expires_at > now;
}

async function fold(trx: Db, self: Mail, waiting: readonly Mail[]): Promise<void> {
  // A mail that cannot be unsealed is left to its own attempt, which reports that.
  const opened = waiting.flatMap((mail) => {
    const content = read(mail);
    return content === undefined ? [] : [{ mail, content }];
  });
  if (opened.length < 2 || !opened.some(({ mail }) => mail.id === self.id)) return;
  const all = opened.flatMap(({ content: { others = [], more: _more, ...first } }) => [first, ...others]);
  const [first, ...others] = all.slice(0, MOST_LISTED);
  if (first === undefined) return;
  const unlisted = Math.max(0, all.length - MOST_LISTED);
  const more = opened.reduce((sum, { content }) => sum + (content.more ?? 0), unlisted);
  const told: MailContent = { ...first, others, more };
  const { content, keyId } = sealMail(self.id, JSON.stringify(told));
  const mails = opened.map(({ mail }) => mail);
  await foldEmails(
    trx,
    { id: self.id, content, key_id: keyId, expires_at: lastEnd(mails) },
    mails.map(({ id }) => id).filter((id) => id !== self.id),
  );
}

function read(mail: Mail): MailContent | undefined {
  const text = mail.content === null ? undefined : openMail(mail.id, { content: mail.content, keyId: mail.key_id });
  return text === undefined ? undefined : mailContent.safeParse(JSON.parse(text)).data;
}

/** Until when any of them is useful; null where one always is. */
function lastEnd(mails: readonly Mail[]): Date | null {
  const ends = mails.map(({ expires_at }) => expires_at?.getTime() ?? Number.POSITIVE_INFINITY);
  const last = Math.max(...ends);
  return Number.isFinite(last) ? new Date(last) : null;
}
