import type { MarkedToken } from "marked";
import { known } from "./guide";

/** What stands in blocks of the guide, as words to search. Pure. */
export function plainText(tokens: readonly MarkedToken[]): string {
  return tokens.map(textOf).join(" ").replaceAll(/\s+/g, " ").trim();
}

function textOf(token: MarkedToken): string {
  switch (token.type) {
    case "table":
      return [token.header, ...token.rows]
        .flat()
        .map((cell) => inline(cell.tokens))
        .join(" ");
    case "list":
      return token.items.map((item) => plainText(known(item.tokens))).join(" ");
    case "blockquote":
      return plainText(known(token.tokens));
    case "html":
    case "space":
      return "";
    default:
      return "tokens" in token && token.tokens ? inline(token.tokens) : "text" in token ? token.text : "";
  }
}

/** What stands in one line: no blanks where its parts meet. */
export function inline(tokens: Parameters<typeof known>[0]): string {
  return known(tokens)
    .map((token) => ("tokens" in token && token.tokens ? inline(token.tokens) : "text" in token ? token.text : " "))
    .join("");
}
