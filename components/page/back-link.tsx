import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

/** Stands above a page's title: the way to what it belongs to. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="link inline-flex items-center gap-1 decoration-transparent print:hidden">
      <ChevronLeft aria-hidden="true" className="-ml-1 size-4" />
      {children}
    </Link>
  );
}
