import { CopyButton } from "@/components/ui/copy-button";

/** The link of an invitation, below its row. It is no secret that ends with the page: another one takes its place at any time. */
export function InvitationLink({ link, label }: { link: string; label: string }) {
  return (
    <div className="grid gap-1">
      <span className="flex flex-wrap items-center gap-2">
        <code className="min-w-0 break-all font-mono text-xs">{link}</code>
        <CopyButton value={link} label={label} iconOnly />
      </span>
      <p className="text-[0.8125rem] text-muted-foreground">
        If it’s lost, create a new link here, which replaces this one.
      </p>
    </div>
  );
}
