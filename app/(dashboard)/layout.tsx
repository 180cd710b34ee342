import type { ReactNode } from "react";
import { Shell } from "@/components/shell/shell";
import { requireSession } from "@/lib/session/require-session";

/** Every page below needs a signed-in person. Pages check again: a layout is not rendered again on each navigation. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  return <Shell principal={await requireSession()}>{children}</Shell>;
}
