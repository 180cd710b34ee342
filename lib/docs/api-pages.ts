import { TAGS, tagOf } from "@/lib/api/openapi/tags";
import { anchorOf } from "./anchor";

/** A page of the API reference: one part of the API. */
export type ApiPage = { href: string; title: string; summary: string };

const OVERVIEW = "/docs/api";

/** The pages of the API reference, in its order: one for each part of the API. */
export const API_PAGES: readonly ApiPage[] = TAGS.map(({ name, description }) => ({
  href: `${OVERVIEW}/${anchorOf(name)}`,
  title: name,
  summary: description,
}));

/** The page that an endpoint's path is on. Pure. */
export function apiPageOf(path: string): string {
  return `${OVERVIEW}/${anchorOf(tagOf(path))}`;
}
