"use client";

import "./globals.css";
import { ErrorNotice } from "@/components/page/error-notice";
import { FAILED_TITLE } from "@/lib/failed-page";
import { FONTS } from "./fonts/fonts";

/** When even the root layout fails (the database is gone, for one): the whole document, without anything from the server. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" className={FONTS}>
      <body>
        <title>{FAILED_TITLE}</title>
        <main id="main" tabIndex={-1}>
          <ErrorNotice error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
