import type { ReactNode } from "react";
import { requirePlatformOwner } from "./require-platform-owner";

/** Checks before anything of the page streams in: once the status is sent, it could no longer be a 404. */
export default async function ImportedTokensLayout({
  params,
  children,
}: {
  params: Promise<{ slug: string }>;
  children: ReactNode;
}) {
  await requirePlatformOwner((await params).slug);
  return children;
}
