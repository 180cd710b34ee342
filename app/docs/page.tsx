import { DocsSection } from "@/components/docs/prose";
import { PageHeader } from "@/components/page/page-header";
import { Link } from "@/components/ui/link";
import { anchorOf } from "@/lib/docs/anchor";
import { CONTENTS } from "@/lib/docs/contents";

export const metadata = { title: "Docs" };

/** What there is to read, and for what. */
export default function DocsPage() {
  return (
    <>
      <PageHeader title="Docs">
        A token for each laptop, job and server, instead of one for everything. Here is how to create, use, rotate and
        revoke them.
      </PageHeader>
      {CONTENTS.map(({ title, pages }) => (
        <DocsSection key={title} id={anchorOf(title)} title={title}>
          <ul className="grid gap-3 sm:grid-cols-2">
            {pages.map((page) => (
              <li key={page.href}>
                <Link
                  href={page.href}
                  className="grid h-full content-start gap-1 rounded-lg border bg-surface px-4 py-3.5 hover:bg-hover"
                >
                  <span className="font-medium text-[0.9375rem] leading-6">{page.title}</span>
                  <span className="text-muted-foreground text-sm leading-5">{page.summary}</span>
                </Link>
              </li>
            ))}
          </ul>
        </DocsSection>
      ))}
    </>
  );
}
