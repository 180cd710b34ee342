"use client";

import { ChevronRight } from "lucide-react";
import { usePathname } from "next/navigation";
import { Link } from "@/components/ui/link";
import { CONTENTS, type DocsPage, PAGES } from "@/lib/docs/contents";

/** The pages of the docs: beside the page, or to open above it on a phone. */
export function DocsNav() {
  const pathname = usePathname();
  return (
    <>
      <nav aria-label="Docs" className="max-md:hidden">
        <Contents pathname={pathname} />
      </nav>
      {/* Another page begins with it closed. */}
      <details key={pathname} className="group rounded-lg border bg-surface md:hidden">
        <summary className="flex min-h-11 list-none items-center gap-2 px-4 font-medium text-sm [&::-webkit-details-marker]:hidden">
          <ChevronRight
            aria-hidden="true"
            className="size-4 shrink-0 text-muted-foreground transition-transform duration-100 group-open:rotate-90"
          />
          {wholeOf(pathname)?.title ?? "All pages"}
        </summary>
        <nav aria-label="Docs" className="px-4 pb-4">
          <Contents pathname={pathname} />
        </nav>
      </details>
    </>
  );
}

/** Every page; or, within one that has parts, these, and the way back to the others. */
function Contents({ pathname }: { pathname: string }) {
  const whole = wholeOf(pathname);
  if (whole?.parts === undefined) {
    return (
      <ul className="grid gap-4 text-sm">
        <li>
          <NavItem href="/docs" here={pathname === "/docs"}>
            Overview
          </NavItem>
        </li>
        {CONTENTS.map(({ title, pages }) => (
          <NavSection key={title} title={title} pages={pages} pathname={pathname} />
        ))}
      </ul>
    );
  }
  return (
    <ul className="grid gap-4 text-sm">
      <li>
        <NavItem href="/docs" here={false}>
          ← All docs
        </NavItem>
      </li>
      <NavSection title={whole.title} pages={[{ ...whole, title: "Overview" }, ...whole.parts]} pathname={pathname} />
    </ul>
  );
}

/** The page with parts that a path belongs to. */
function wholeOf(pathname: string): DocsPage | undefined {
  return PAGES.find(({ href, parts }) => parts && (pathname === href || pathname.startsWith(`${href}/`)));
}

type SectionProps = { title: string; pages: readonly DocsPage[]; pathname: string };

function NavSection({ title, pages, pathname }: SectionProps) {
  return (
    <li>
      <p className="py-1 font-medium text-[0.8125rem]">{title}</p>
      <ul className="border-l">
        {pages.map((page) => (
          <li key={page.href}>
            <NavItem href={page.href} here={pathname === page.href} nested>
              {page.title}
            </NavItem>
          </li>
        ))}
      </ul>
    </li>
  );
}

type ItemProps = { href: string; here: boolean; nested?: boolean; children: string };

function NavItem({ href, here, nested = false, children }: ItemProps) {
  return (
    <Link
      href={href}
      aria-current={here ? "page" : undefined}
      className={`block py-1.5 text-muted-foreground hover:text-foreground aria-[current]:text-foreground max-md:py-2 ${
        nested ? "-ml-px border-transparent border-l-2 pl-4 aria-[current]:border-active" : ""
      }`}
    >
      {children}
    </Link>
  );
}
