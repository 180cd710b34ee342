import { PageHeader } from "@/components/page/page-header";
import type { GuidePage as Page } from "@/lib/docs/guide";
import { Blocks } from "./markdown/blocks";
import { OnThisPage } from "./on-this-page";
import { Pager } from "./pager";
import { DocsSection } from "./prose";

/** A page of the guide: what it is about, what is on it, its sections, and the ways on. */
export function GuidePage({ href, page }: { href: string; page: Page }) {
  return (
    <>
      <PageHeader title={page.title} />
      <div className="-mt-2 grid grid-cols-[minmax(0,1fr)] gap-3.5 leading-7">
        <Blocks blocks={page.lead} heading={page.title} />
      </div>
      <OnThisPage sections={page.sections} />
      {page.sections.map((section) => (
        <DocsSection key={section.anchor} id={section.anchor} title={section.title}>
          <Blocks blocks={section.blocks} heading={section.title} />
        </DocsSection>
      ))}
      <Pager href={href} />
    </>
  );
}
