"use client";

import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import { NOWHERE, type Places, placeOf } from "./place";

/** Where one is, beside the person's menu: the organisation, if it is one's page, and the page. */
export function Breadcrumb({ places, isNowhere }: { places: Places; isNowhere: boolean }) {
  const pathname = usePathname();
  const { organisation, page } = placeOf(isNowhere ? NOWHERE : pathname, places);
  const crumbs = [organisation, page].filter((crumb) => crumb !== undefined);
  if (crumbs.length === 0) return null;
  return (
    <nav aria-label="Breadcrumb" className="relative min-w-0">
      <ol className="flex min-w-0 items-center gap-x-2 text-sm">
        {crumbs.map((crumb, index) => {
          const isPage = crumb === page;
          return (
            <li
              // An organisation and its overview have one address.
              key={isPage ? "page" : "organisation"}
              className={cn(
                "flex min-w-0 items-center gap-x-2",
                // A phone has the page in the strip below.
                isPage && organisation && "shrink-0 max-sm:hidden",
              )}
            >
              {/* The first stands before the line that the page begins at. */}
              <Slash className={index === 0 ? "wide:-left-6 wide:absolute" : undefined} />
              {isPage && pathname === crumb.href ? (
                <span aria-current="page" className="truncate font-medium">
                  {crumb.label}
                </span>
              ) : (
                <Link
                  href={crumb.href}
                  title={isPage ? undefined : crumb.label}
                  // A phone has room for two short lines, hardly for one long one.
                  className="truncate rounded-sm py-1 text-muted-foreground transition-colors duration-100 hover:text-foreground max-sm:line-clamp-2 max-sm:py-0 max-sm:whitespace-normal max-sm:break-words max-sm:text-[0.8125rem] max-sm:leading-4"
                >
                  <bdi>{crumb.label}</bdi>
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Slash({ className }: { className?: string | undefined }) {
  return (
    <svg viewBox="0 0 16 16" fill="none" aria-hidden="true" className={cn("size-4 shrink-0 text-input", className)}>
      <path d="M10.5 2.5 5.5 13.5" stroke="currentColor" strokeLinecap="round" />
    </svg>
  );
}
