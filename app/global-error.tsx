"use client";

import "./globals.css";
import { GeistSans } from "geist/font/sans";
import { ErrorNotice } from "@/components/page/error-notice";

/** When even the root layout fails (the database is gone, for one): the whole document, without anything from the server. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" className={GeistSans.variable}>
      <body>
        <title>This page could not be shown</title>
        <main id="main" tabIndex={-1}>
          <ErrorNotice error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
