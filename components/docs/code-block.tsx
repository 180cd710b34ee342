import { CopyButton } from "@/components/ui/copy-button";

/** Code to copy. `label` names it for screen readers, `file` is where it belongs. `wrap`: no line is longer than its box. */
export function CodeBlock({
  code,
  label,
  file,
  copy = true,
  wrap = false,
}: {
  code: string;
  label: string;
  file?: string | undefined;
  copy?: boolean;
  wrap?: boolean;
}) {
  return (
    <figure aria-label={label} className="relative min-w-0 overflow-hidden rounded-lg border bg-surface">
      {file && (
        <figcaption className="border-b bg-sunken/70 px-4 py-2 pr-14 font-mono text-[0.75rem] text-muted-foreground">
          {file}
        </figcaption>
      )}
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard (axe: scrollable-region-focusable)
        tabIndex={0}
        className={`overflow-x-auto px-4 py-3.5 pr-14 font-mono text-[0.8125rem] leading-6 focus-visible:-outline-offset-2 print:whitespace-pre-wrap print:break-words print:text-xs ${wrap ? "wrap-anywhere whitespace-pre-wrap" : ""}`}
      >
        <code>{code}</code>
      </pre>
      {copy && (
        // A line that scrolls fades out before it.
        <div
          className={`absolute right-0 rounded-tr-lg pr-2 print:hidden ${file ? "top-1" : "top-0 bg-linear-to-l from-75% from-surface pt-2 pl-5"}`}
        >
          <CopyButton value={code} label={`Copy ${label}`} iconOnly variant="ghost" />
        </div>
      )}
    </figure>
  );
}
