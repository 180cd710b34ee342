import type { ReactNode } from "react";
import { DocsNav } from "@/components/docs/docs-nav";
import { SearchForm } from "@/components/docs/search-form";
import { PublicHeader } from "@/components/landing/public-header";
import { Footer } from "@/components/shell/footer";
import { Shell } from "@/components/shell/shell";
import { findSession } from "@/lib/session/find-session";

/** The docs are open to everyone; someone who is signed in keeps the shell. */
export default async function DocsLayout({ children }: { children: ReactNode }) {
  const principal = await findSession();
  const page = (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-6 md:grid-cols-[12.5rem_minmax(0,1fr)] print:block">
      <div className="grid min-w-0 content-start gap-5 md:sticky md:top-20 md:max-h-[calc(100dvh-6rem)] md:self-start md:overflow-y-auto md:pb-4 print:hidden">
        <a
          href="#page"
          className="sr-only rounded-md bg-primary px-4 py-2 font-medium text-primary-foreground text-sm focus:not-sr-only"
        >
          Skip the list of pages
        </a>
        <SearchForm id="search-docs" label="Docs" />
        <DocsNav />
      </div>
      <article id="page" tabIndex={-1} className="min-w-0 max-w-3xl scroll-mt-20 outline-none print:max-w-none">
        {children}
      </article>
    </div>
  );
  if (principal) return <Shell principal={principal}>{page}</Shell>;
  return (
    <div className="flex min-h-dvh flex-col">
      <PublicHeader />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl flex-1 px-4 pt-7 pb-16 sm:px-6 sm:pt-9">
        {page}
      </main>
      <Footer />
    </div>
  );
}
