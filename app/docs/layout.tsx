import type { ReactNode } from "react";
import { DocsNav } from "@/components/docs/docs-nav";
import { PublicHeader } from "@/components/landing/public-header";
import { Footer } from "@/components/shell/footer";
import { Shell } from "@/components/shell/shell";
import { findSession } from "@/lib/session/find-session";

/** The docs are open to everyone; someone who is signed in keeps the shell. */
export default async function DocsLayout({ children }: { children: ReactNode }) {
  const principal = await findSession();
  const page = (
    <div className="grid gap-x-14 gap-y-6 md:grid-cols-[11rem_minmax(0,1fr)]">
      <DocsNav />
      <article className="min-w-0 max-w-3xl">{children}</article>
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
