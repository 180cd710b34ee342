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
  const [principal, asked] = await Promise.all([findSession(), headers()]);
  const notice = /^\/setup([/?]|$)/.test(asked.get("x-request-path") ?? "") ? <SetUpAlready /> : <NotFoundNotice />;
  if (principal) {
    return <Shell principal={principal}>{notice}</Shell>;
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
