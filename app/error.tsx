"use client";

import { ErrorNotice } from "@/components/page/error-notice";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main id="main" tabIndex={-1}>
      <ErrorNotice error={error} retry={retry} />
    </main>
  );
}
