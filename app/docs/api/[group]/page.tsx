import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { Pager } from "@/components/docs/pager";
import { PageHeader } from "@/components/page/page-header";
import { API_PAGES } from "@/lib/docs/api-pages";
import { EndpointIndex } from "../endpoint-index";
import { EndpointSection } from "../endpoint-section";
import { LANGUAGE_COOKIE } from "../examples/cookie";
import { parseLanguage } from "../examples/languages";
import { REFERENCE } from "../reference";

type Props = { params: Promise<{ group: string }> };

const findPage = async (params: Props["params"]) => {
  const { group } = await params;
  return API_PAGES.find(({ href }) => href === `/docs/api/${group}`);
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${(await findPage(params))?.title ?? "Not found"} · API reference` };
}

/** One part of the API: each of its endpoints. */
export default async function ApiGroupPage({ params }: Props) {
  const page = await findPage(params);
  if (page === undefined) notFound();
  const language = parseLanguage((await cookies()).get(LANGUAGE_COOKIE)?.value);
  const endpoints = REFERENCE.filter((endpoint) => endpoint.page === page.href);
  return (
    <>
      <PageHeader title={page.title}>{page.summary}</PageHeader>
      <nav aria-label="Endpoints on this page" className="rounded-lg border bg-surface px-4 py-3 print:hidden">
        <EndpointIndex endpoints={endpoints} />
      </nav>
      {endpoints.map((endpoint) => (
        <EndpointSection key={endpoint.id} endpoint={endpoint} language={language} />
      ))}
      <Pager href={page.href} />
    </>
  );
}
