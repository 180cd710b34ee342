import { API_PAGES } from "@/lib/docs/api-pages";
import type { Place } from "@/lib/docs/search";
import { type EndpointReference, REFERENCE } from "./reference";

/** Every endpoint as a place that a search can lead to, with its scopes, its fields and what it refuses with. */
export const ENDPOINT_PLACES: readonly Place[] = REFERENCE.map((endpoint) => ({
  href: `${endpoint.page}#${endpoint.id}`,
  page: `API reference, ${API_PAGES.find(({ href }) => href === endpoint.page)?.title}`,
  heading: `${endpoint.method} ${endpoint.path}`,
  text: textOf(endpoint),
}));

function textOf({ id, summary, scopes, permission, parameters, fields, problems }: EndpointReference): string {
  const taken = [...parameters, ...fields].map(({ name, text }) => `${name}: ${text}.`);
  return [summary, ...taken, ...scopes, ...(permission ? [permission] : []), ...problems, id].join(" ");
}
