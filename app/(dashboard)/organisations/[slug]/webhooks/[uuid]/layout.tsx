import type { ReactNode } from "react";
import { requireWebhookPage } from "./find-webhook";

/** Checks before anything streams in, so that a missing page also has the status 404. The page checks again. */
export default async function WebhookLayout({
  params,
  children,
}: {
  params: Promise<{ slug: string; uuid: string }>;
  children: ReactNode;
}) {
  const { slug, uuid } = await params;
  await requireWebhookPage(slug, uuid);
  return children;
}
