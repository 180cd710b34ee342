const CHARACTERS: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };

/**
 * The words of a page that was fetched instead of opened, as far as the server writes them: without markup and scripts. Fetching
 * takes a thirtieth of the time, where nothing is to be clicked and no script adds to what is looked for.
 */
export function wordsOf(html: string): string {
  return html
    .replace(/<(script|style)\b.*?<\/\1>/gs, "")
    .replace(/<!--.*?-->/gs, "")
    .replace(/<[^>]*>/g, "")
    .replace(/&(#?\w+);/g, (entity, name: string) => CHARACTERS[name] ?? entity);
}
