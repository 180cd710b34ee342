"use client";

import { usePathname } from "next/navigation";
import { Link } from "@/components/ui/link";

/** A place in the top bar; the current one has the accent. */
export function NavLink({ href, children }: { href: string; children: string }) {
  const pathname = usePathname();
  const here = href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      aria-current={here ? "page" : undefined}
      className="flex h-14 items-center border-transparent border-b-2 px-1 pt-0.5 text-muted-foreground text-sm transition-colors duration-100 hover:text-foreground aria-[current]:border-b-active aria-[current]:text-foreground"
    >
      {children}
    </Link>
  );
}
