import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { GuidePage } from "@/components/docs/guide-page";
import { findGuidePage } from "@/lib/docs/guide";

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: findGuidePage((await params).slug)?.title ?? "Docs" };
}

/** A page of the guide, from its file in docs/guide. */
export default async function DocsGuidePage({ params }: Props) {
  const { slug } = await params;
  const page = findGuidePage(slug);
  if (page === undefined) notFound();
  return <GuidePage href={`/docs/${slug}`} page={page} />;
}
