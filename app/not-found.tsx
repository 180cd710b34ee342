import { workAsyncStorage } from "next/dist/server/app-render/work-async-storage.external";
import { headers } from "next/headers";
import { Wordmark } from "@/components/brand/wordmark";
import { NotFoundNotice } from "@/components/page/not-found-notice";
import { Footer } from "@/components/shell/footer";
import { Shell } from "@/components/shell/shell";
import { env } from "@/lib/env";
import { findSession } from "@/lib/session/find-session";
import { SetUpAlready } from "./set-up-already";

export const metadata = { title: "Not found" };

/** Any address that is no page, or none for whoever asks. Somebody who is signed in keeps the shell. */
export default async function NotFound() {
  if (!isAnswer()) return <OnlyNotice />;
  const [principal, asked] = await Promise.all([findSession(), headers()]);
  const notice = /^\/setup([/?]|$)/.test(asked.get("x-request-path") ?? "") ? <SetUpAlready /> : <NotFoundNotice />;
  if (principal) {
    return (
      <Shell principal={principal} isNowhere>
        {notice}
      </Shell>
    );
  }
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto flex h-14 w-full max-w-6xl items-center px-4 sm:px-6">
        <Wordmark name={env().BRAND_NAME} />
      </header>
      <main id="main" tabIndex={-1} className="flex-1">
        {notice}
      </main>
      <Footer />
    </div>
  );
}

/**
 * Next.js renders this with each page there is, for the case that it says `notFound()`: then the server answers with this page's own
 * address instead (`server/http/not-found.ts`). So it must cost nothing there; the shell, with its statements, would be rendered twice.
 */
function isAnswer(): boolean {
  // Nothing public says which page is rendered. Were this to go, the shell would be rendered too often, and nothing else.
  return (workAsyncStorage.getStore()?.route ?? "/_not-found") === "/_not-found";
}

/** For a navigation inside the browser. */
function OnlyNotice() {
  return (
    <main id="main" tabIndex={-1}>
      <NotFoundNotice />
    </main>
  );
}
