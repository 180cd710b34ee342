import { marked } from "@/lib/docs/search";

/** A text in which the words that were searched for stand out. */
export function Highlighted({ text, terms }: { text: string; terms: readonly string[] }) {
  return marked(text, terms).map((part, index) =>
    part.hit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change places
      <mark key={index} className="rounded-xs bg-active-soft text-foreground">
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  );
}
