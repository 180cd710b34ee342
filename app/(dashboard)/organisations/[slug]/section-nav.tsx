"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

/** The pages of an organisation; the one where the person is carries the accent. Scrolls sideways where it does not fit. */
export function SectionNav({ base, sections }: { base: string; sections: readonly { path: string; label: string }[] }) {
  const pathname = usePathname();
  const isHere = (path: string) =>
    path === "" ? pathname === base : pathname === `${base}/${path}` || pathname.startsWith(`${base}/${path}/`);
  return (
    <nav aria-label="Organisation" className="-mx-4 mb-6 overflow-x-auto border-b px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-5">
        {sections.map(({ path, label }) => (
          <li key={path}>
            <Link
              href={path === "" ? base : `${base}/${path}`}
              aria-current={isHere(path) ? "page" : undefined}
              className="-mb-px flex h-10 items-center whitespace-nowrap border-transparent border-b-2 text-muted-foreground text-sm transition-colors duration-100 hover:text-foreground aria-[current]:border-b-active aria-[current]:font-medium aria-[current]:text-foreground pointer-coarse:h-11"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
