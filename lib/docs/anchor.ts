/** The anchor of a heading, by its Markdown, as GitHub makes it: a link into a page leads to the same place here and there. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\- ]/gu, "")
    .replaceAll(" ", "-");
}
