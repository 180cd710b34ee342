import type { GuideSection } from "@/lib/docs/guide";

const FEW = 3;

/** The sections of a page, where there are more than a few. */
export function OnThisPage({ sections }: { sections: readonly GuideSection[] }) {
  if (sections.length < FEW) return null;
  return (
    <nav aria-labelledby="on-this-page" className="mt-6 rounded-lg border bg-surface px-4 py-3 text-sm print:hidden">
      <p id="on-this-page" className="font-medium text-[0.8125rem] text-muted-foreground">
        On this page
      </p>
      <ul className="mt-1.5 gap-x-8 sm:columns-2">
        {sections.map(({ anchor, title }) => (
          <li key={anchor} className="break-inside-avoid py-1">
            <a href={`#${anchor}`} className="link">
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
