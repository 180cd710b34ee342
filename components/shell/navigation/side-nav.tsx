"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { Link } from "@/components/ui/link";
import { NOWHERE, type Places, placeOf } from "./place";

const FADE_PX = 40;

/**
 * The pages of the account, or of the organisation that one is in; the current one has the accent. In a wide window they stand beside
 * the page, elsewhere in a strip above it that scrolls sideways where it does not fit.
 */
export function SideNav({ places, isNowhere }: { places: Places; isNowhere: boolean }) {
  const pathname = usePathname();
  const { nav, pages, page } = placeOf(isNowhere ? NOWHERE : pathname, places);
  const here = page?.href;
  const strip = useRef<HTMLElement>(null);
  useEffect(() => {
    const list = strip.current;
    const link = list?.querySelector<HTMLElement>(`[href="${here}"]`);
    // The current item scrolls into view; if it is visible anyway, the list stays at its start. The visible end fades out.
    if (!list || !link || link.offsetLeft + link.offsetWidth < list.clientWidth - FADE_PX) return;
    list.scrollLeft = link.offsetLeft - (list.clientWidth - link.offsetWidth) / 2;
  }, [here]);
  if (nav === undefined) return null;
  return (
    <div className="-mx-4 border-b bg-surface sm:-mx-6 wide:mx-0 wide:w-50 wide:shrink-0 wide:border-b-0 wide:bg-transparent print:hidden">
      <nav
        ref={strip}
        // Another list begins at its own start.
        key={pages[0]?.href}
        aria-label={nav}
        className="relative overflow-x-auto px-4 [mask-image:linear-gradient(to_right,transparent,black_1rem,black_calc(100%-2.5rem),transparent)] [scrollbar-width:none] sm:px-6 wide:sticky wide:top-14 wide:overflow-visible wide:px-0 wide:py-9 wide:[mask-image:none]"
      >
        <ul className="flex w-max gap-5 pr-6 wide:grid wide:w-auto wide:gap-0 wide:border-l wide:pr-0">
          {pages.map(({ href, label }) => (
            <li key={href}>
              <Link
                href={href}
                aria-current={href === here ? "page" : undefined}
                className="flex h-11 items-center whitespace-nowrap border-transparent border-b-2 text-muted-foreground text-sm transition-colors duration-100 hover:text-foreground focus-visible:-outline-offset-2 aria-[current]:border-b-active aria-[current]:font-medium aria-[current]:text-foreground wide:-ml-px wide:h-8.5 wide:border-b-0 wide:border-l-2 wide:pl-4 wide:aria-[current]:border-l-active"
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}
