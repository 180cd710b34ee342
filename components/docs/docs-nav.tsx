"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

const PAGES = [
  { href: "/docs", label: "User guide" },
  { href: "/docs/agencies", label: "For agencies" },
  { href: "/docs/permissions", label: "Who may do what" },
  { href: "/docs/api", label: "API reference" },
  { href: "/docs/errors", label: "Errors" },
] as const;

export function DocsNav() {
  const pathname = usePathname();
  return (
    <nav aria-label="Docs" className="min-w-0 md:sticky md:top-24 md:self-start">
      <ul className="flex gap-x-5 overflow-x-auto whitespace-nowrap border-b text-sm md:grid md:overflow-visible md:whitespace-normal md:border-b-0 md:border-l">
        {PAGES.map(({ href, label }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={pathname === href ? "page" : undefined}
              className="-mb-px block border-transparent border-b-2 py-2 text-muted-foreground hover:text-foreground aria-[current]:border-active aria-[current]:text-foreground md:-ml-px md:mb-0 md:border-b-0 md:border-l-2 md:py-1.5 md:pl-4"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
