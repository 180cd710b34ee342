import { Wordmark } from "@/components/brand/wordmark";
import { NotFoundNotice } from "@/components/page/not-found-notice";
import { Footer } from "@/components/shell/footer";
import { Shell } from "@/components/shell/shell";
import { env } from "@/lib/env";
import { findSession } from "@/lib/session/find-session";

export const metadata = { title: "Not found" };

/** Shown at any address that is no page. Someone who is signed in keeps the shell. */
export default async function NotFound() {
  const principal = await findSession();
  if (principal) {
    return (
      <Shell principal={principal}>
        <NotFoundNotice />
      </Shell>
    );
  }
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto flex h-14 w-full max-w-6xl items-center px-4 sm:px-6">
        <Wordmark name={env().BRAND_NAME} />
      </header>
      <main id="main" tabIndex={-1} className="flex-1">
        <NotFoundNotice />
      </main>
      <Footer />
    </div>
  );
}
