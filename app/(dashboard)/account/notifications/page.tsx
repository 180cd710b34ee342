import type { Metadata } from "next";
import { z } from "zod";
import { FormNotice } from "@/components/form/form-notice";
import { PageHeader } from "@/components/page/page-header";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { db } from "@/db/database";
import { isMailOn } from "@/lib/mail/queue";
import { noticeJson } from "@/lib/notice/json";
import { findPreference } from "@/lib/notice/preference";
import { countUnread, listNotices } from "@/lib/notice/read";
import { requireSession } from "@/lib/session/require-session";
import { History } from "./history";
import { PreferencesForm } from "./preferences-form";

export const metadata: Metadata = { title: "Notifications" };

type Query = Promise<Record<string, string | string[] | undefined>>;

const PATH = "/account/notifications";
const PAGE_SIZE = 20;

/** What the signed-in person was told, and what they want to be told, where. */
export default async function NotificationsPage({ searchParams }: { searchParams: Query }) {
  const principal = await requireSession();
  const before = parseBefore((await searchParams).before);
  const { id } = principal.user;
  const [found, unread, preference] = await Promise.all([
    listNotices(db, id, { limit: PAGE_SIZE + 1, ...(before ? { before } : {}) }),
    countUnread(db, id),
    findPreference(db, id),
  ]);
  const page = found.slice(0, PAGE_SIZE);
  const older = found.length > PAGE_SIZE ? page.at(-1)?.id : undefined;
  return (
    <>
      <PageHeader
        title="Notifications"
        action={
          // On a narrow window they stand below a page of notices.
          <Button asChild size="sm" className="lg:hidden">
            <a href="#preferences">Preferences</a>
          </Button>
        }
      >
        Updates about your tokens and your account.
      </PageHeader>
      {!isMailOn() && <MailIsOff />}
      <div className="grid items-start gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <section aria-label="History" className="grid min-w-0 gap-4">
          {page.length === 0 ? (
            <EmptyState title={before ? "Nothing older" : "Nothing yet"}>
              {before ? (
                <Link href={PATH} className="link">
                  Back to the newest
                </Link>
              ) : (
                "We’ll tell you here before a token expires, when you sign in from a new place, and when someone else revokes one of your tokens."
              )}
            </EmptyState>
          ) : (
            <>
              <History notices={page.map((notice) => noticeJson(notice, principal))} unread={unread} />
              {(before || older) && (
                <nav aria-label="Pages" className="flex justify-between gap-3">
                  {before ? (
                    <Button asChild size="sm">
                      <Link href={PATH}>Newest</Link>
                    </Button>
                  ) : (
                    <span />
                  )}
                  {older && (
                    <Button asChild size="sm">
                      <Link href={`${PATH}?before=${older}`}>Older</Link>
                    </Button>
                  )}
                </nav>
              )}
            </>
          )}
        </section>
        <section id="preferences" aria-labelledby="preferences-title" className="scroll-mt-20 lg:border-l lg:pl-8">
          <h2 id="preferences-title" className="mb-4 font-semibold text-base leading-6">
            What you want to hear about
          </h2>
          <PreferencesForm preference={preference} email={principal.user.email} mailOn={isMailOn()} />
        </section>
      </div>
    </>
  );
}

function MailIsOff() {
  return (
    <div className="mb-8">
      <FormNotice tone="warning">
        <strong className="font-medium">Mail is off.</strong> This instance sends no mail, so check here now and then.
        Its operator can turn mail on with the setting <code className="font-mono text-[0.8125rem]">SMTP_URL</code>.
      </FormNotice>
    </div>
  );
}

/** The notice after which the page continues, from the address; anything but an id counts as none. */
function parseBefore(value: unknown): string | undefined {
  return z.uuid().lowercase().safeParse(value).data;
}
