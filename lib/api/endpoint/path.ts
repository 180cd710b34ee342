/** A described path with identifiers in its places: `/iam/v3/organisations/{uuid}/` with `{ uuid }`. */
export function pathOf(template: string, ids: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (place, name: string) => ids[name] ?? place);
}
