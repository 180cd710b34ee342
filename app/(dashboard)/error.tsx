"use client";

import { ErrorNotice } from "@/components/page/error-notice";

export default function DashboardError({ error, retry }: { error: unknown; retry: () => void }) {
  return <ErrorNotice error={error} retry={retry} />;
}
