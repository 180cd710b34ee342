import { CopyButton } from "@/components/ui/copy-button";

/** Code to copy. `label` names it for screen readers. */
export function CodeBlock({ code, label, copy = true }: { code: string; label: string; copy?: boolean }) {
  return (
    <figure aria-label={label} className="relative min-w-0 overflow-hidden rounded-lg border bg-surface">
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard (axe: scrollable-region-focusable)
        tabIndex={0}
        className="overflow-x-auto px-4 py-3.5 pr-14 font-mono text-[0.8125rem] leading-6 focus-visible:-outline-offset-2"
      >
        <code>{code}</code>
      </pre>
      {copy && (
        <CopyButton
          value={code}
          label={`Copy ${label}`}
          iconOnly
          variant="ghost"
          className="absolute top-2 right-2 bg-surface"
        />
      )}
    </figure>
  );
}
