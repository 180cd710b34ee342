import type { Metadata } from "next";
import { Highlighted } from "@/components/docs/highlighted";
import { SearchForm } from "@/components/docs/search-form";
import { SecretNotice } from "@/components/form/secret-notice";
import { PageHeader } from "@/components/page/page-header";
import { Link } from "@/components/ui/link";
import { places } from "@/lib/docs/places";
import { search, termsOf } from "@/lib/docs/search";
import { DROPPED } from "@/lib/list/submitted";
import { ENDPOINT_PLACES } from "../api/places";

export const metadata: Metadata = { title: "Search the docs" };

const LONGEST_QUERY = 200;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DocsSearchPage({ searchParams }: Props) {
  const given = await searchParams;
  const q = (typeof given.q === "string" ? given.q : "").trim().slice(0, LONGEST_QUERY);
  const hits = search([...places(), ...ENDPOINT_PLACES], q);
  return (
    <>
      <PageHeader title="Search the docs">{q !== "" && <Count count={hits.length} query={q} />}</PageHeader>
      <SearchForm id="search-again" label="Docs, again" value={q} />
      {DROPPED in given && <SecretNotice id="secret-dropped" state="dropped" />}
      <ol className="mt-6 grid gap-6">
        {hits.map(({ href, page, heading, excerpt }) => (
          <li key={href + heading} className="min-w-0">
            <Link href={href} className="link break-words font-medium">
              <Highlighted text={heading} terms={termsOf(q)} />
            </Link>
            {heading !== page && <span className="text-muted-foreground text-sm"> in {page}</span>}
            <p className="break-words text-muted-foreground text-sm leading-6">
              <Highlighted text={excerpt} terms={termsOf(q)} />
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}

function Count({ count, query }: { count: number; query: string }) {
  if (count > 0) return `${count} ${count === 1 ? "result" : "results"} for “${query}”.`;
  return (
    <>
      Nothing for “{query}”. Try fewer or shorter words. All endpoints are in the{" "}
      <Link href="/docs/api" className="link">
        API reference
      </Link>
      .
    </>
  );
}
