"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { Link } from "@/components/ui/link";

const FADE_PX = 40;

/** The pages of an organisation, under its name; the current one has the accent. Scrolls sideways where it does not fit. */
export function SectionNav({
  name,
  base,
  sections,
}: {
  name: string;
  base: string;
  sections: readonly { path: string; label: string }[];
}) {
  const pathname = usePathname();
  const here = sections.find(({ path }) =>
    path === "" ? pathname === base : pathname === `${base}/${path}` || pathname.startsWith(`${base}/${path}/`),
  )?.path;
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const list = nav.current;
    const link = list?.querySelector<HTMLElement>(`[data-path="${here}"]`);
    // The current item scrolls into view; if it is visible anyway, the list stays at its start. The visible end fades out.
    if (!list || !link || link.offsetLeft + link.offsetWidth < list.clientWidth - FADE_PX) return;
    list.scrollLeft = link.offsetLeft - (list.clientWidth - link.offsetWidth) / 2;
  }, [here]);
  return (
    <>
      {/* On its first page the organisation's name is the title already. */}
      <p className="mb-2 truncate text-[0.8125rem] text-muted-foreground">{here === "" ? "Organisation" : name}</p>
      <div className="-mx-4 mb-6 border-b sm:mx-0">
        <nav
          ref={nav}
          aria-label="Organisation"
          className="relative -mb-px overflow-x-auto px-4 max-sm:[mask-image:linear-gradient(to_right,transparent,black_1rem,black_calc(100%-2.5rem),transparent)] sm:px-0"
        >
          <ul className="flex w-max gap-5 max-sm:pr-8">
            {sections.map(({ path, label }) => (
              <li key={path}>
                <Link
                  href={path === "" ? base : `${base}/${path}`}
                  data-path={path}
                  aria-current={path === here ? "page" : undefined}
                  className="flex h-10 items-center whitespace-nowrap border-transparent border-b-2 text-muted-foreground text-sm transition-colors duration-100 hover:text-foreground focus-visible:-outline-offset-2 aria-[current]:border-b-active aria-[current]:font-medium aria-[current]:text-foreground pointer-coarse:h-11"
                >
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </>
  );
}
