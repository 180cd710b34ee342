import { PROBLEMS } from "@/lib/api/answer/problem";
import { PERMISSIONS } from "@/lib/authorization/permission";
import { GUIDE, PAGES } from "./contents";
import { findGuidePage } from "./guide";
import { plainText } from "./plain-text";
import type { Place } from "./search";

/** All that can be found in the docs but endpoints: each section of the guide, each error code, each permission, each other page. */
export function places(): Place[] {
  const fromCode = PAGES.filter((page) => page.fromCode);
  return [
    ...GUIDE.flatMap(({ href, title, summary }) => ofPage(href, title, summary)),
    ...fromCode.map(({ href, title, summary }) => ({ href, page: title, heading: title, text: summary })),
    ...Object.entries(PROBLEMS).map(([code, [status, title, advice]]) => ({
      href: `/docs/errors#${code}`,
      page: "Errors",
      heading: code,
      text: `${status} ${title}. ${advice}`,
    })),
    ...Object.entries(PERMISSIONS).map(([permission, { action }]) => ({
      href: "/docs/permissions",
      page: "Who can do what",
      heading: permission,
      text: action,
    })),
  ];
}

function ofPage(href: string, title: string, summary: string): Place[] {
  const page = findGuidePage(href.replace("/docs/", ""));
  if (page === undefined) return [];
  return [
    { href, page: title, heading: title, text: `${summary} ${plainText(page.lead)}` },
    ...page.sections.map((section) => ({
      href: `${href}#${section.anchor}`,
      page: title,
      heading: section.title,
      text: plainText(section.blocks),
    })),
  ];
}
