import { ENDPOINTS } from "@/app/api/endpoints";
import { VERIFY } from "@/lib/authorization/scope";
import { SECTIONS } from "@/lib/organisation/sections";
import type { Agency } from "./agency";

/** Every page of an organisation, and those where it shows. */
export function pagesOf({ slug, application }: Pick<Agency, "slug" | "application">): string[] {
  const base = `/organisations/${slug}`;
  const sections = SECTIONS.map(({ path }) => (path === "" ? base : `${base}/${path}`));
  const hasApplications = SECTIONS.some(({ path }) => path === "applications");
  return ["/", ...sections, ...(hasApplications ? [`${base}/applications/${application.slug}`] : [])];
}

/** Every list of the API, and what is told of one organisation and one application. What is told of the whole instance, no agency asks for. */
export function listsOf({ id, application }: Pick<Agency, "id" | "application">): string[] {
  return ENDPOINTS.filter(({ method, scope }) => method === "GET" && scope !== "none" && scope !== VERIFY)
    .map(({ path }) =>
      path
        .replace("/organisations/{uuid}", `/organisations/${id}`)
        .replace("/applications/{uuid}", `/applications/${application.id}`),
    )
    .filter((path) => !path.includes("{"));
}

/** Where an agency stands in the addresses, for whoever tells of them. */
export const EXAMPLE = { id: ":id", slug: ":slug", application: { id: ":application", slug: ":application" } };
