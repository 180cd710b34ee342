"use client";

import { Dialog, DialogBody, DialogContent, DialogHeader } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { Link } from "@/components/ui/link";
import type { Keyboard } from "./commands-context";

/** What each key does. */
export function KeyList({
  keyboard: { singleKeys, isApple },
  close,
  restoreFocus,
}: {
  keyboard: Keyboard;
  close: () => void;
  restoreFocus: (event: Event) => void;
}) {
  const command = isApple ? "⌘" : "Ctrl";
  const single: Row[] = [
    { does: "Create a token", keys: ["c"] },
    { does: "Search this page", keys: ["/"] },
    { does: "Show these shortcuts", keys: ["?"] },
  ];
  const anywhere: Row[] = [{ does: "Find anything", keys: [command, "K"] }, ...(singleKeys ? single : [])];
  return (
    <Dialog open onOpenChange={(open) => !open && close()}>
      <DialogContent size="sm" onCloseAutoFocus={restoreFocus}>
        <DialogHeader title="Keyboard shortcuts">
          {singleKeys ? "Single keys do nothing while you type or a dialog is open." : "Single-key shortcuts are off."}{" "}
          <Link href="/account/profile#shortcuts" className="link text-foreground" onClick={close}>
            {singleKeys ? "Turn them off" : "Turn them on"}
          </Link>
        </DialogHeader>
        <DialogBody className="grid gap-5">
          <Keys title="Anywhere" rows={anywhere} />
          <Keys
            title="In a list or a menu"
            rows={[
              { does: "Move", keys: ["↑", "↓"] },
              { does: "Choose", keys: ["Enter"] },
              { does: "Close", keys: ["Esc"] },
            ]}
          />
          <Keys title="In a form" rows={[{ does: "Submit", keys: [command, "Enter"] }]} />
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}

type Row = { does: string; keys: readonly string[] };

function Keys({ title, rows }: { title: string; rows: readonly Row[] }) {
  return (
    <section>
      <h3 className="pb-1 text-muted-foreground text-xs">{title}</h3>
      <dl className="divide-y">
        {rows.map(({ does, keys }) => (
          <div key={does} className="flex min-h-9 items-center justify-between gap-4 text-sm">
            <dt>{does}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
