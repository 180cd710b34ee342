"use client";

import type { DialogSettings } from "@/components/access-token/dialogs/dialog-context";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { snippets } from "./snippets";

/** Ready-made snippets that people paste next. */
export function SnippetTabs({
  secret,
  pending,
  settings,
  onCopied,
}: {
  secret: string;
  pending: boolean;
  settings: DialogSettings;
  onCopied: () => void;
}) {
  const made = snippets({ secret, pending, appUrl: settings.appUrl, brandName: settings.brandName });
  return (
    <Tabs defaultValue={made[0]?.id} className="min-w-0">
      <TabsList aria-label="Use it">
        {made.map(({ id, name }) => (
          <TabsTrigger key={id} value={id}>
            {name}
          </TabsTrigger>
        ))}
      </TabsList>
      {made.map(({ id, name, text, hint }) => (
        <TabsContent key={id} value={id} className="grid grid-cols-[minmax(0,1fr)] gap-2 pt-3">
          <p className="text-[0.8125rem] text-muted-foreground">{hint}</p>
          <div className="relative">
            <pre
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
              tabIndex={0}
              className={cn(
                "overflow-x-auto rounded-md border bg-sunken py-3 pr-12 pl-3.5 font-mono text-[0.8125rem] leading-5",
                // A secret is seen whole; the indentation of YAML is seen as it is.
                text.includes(secret) && "whitespace-pre-wrap break-all",
              )}
            >
              {text}
            </pre>
            <CopyButton
              iconOnly
              value={text}
              label={`Copy ${name} snippet`}
              variant="ghost"
              className="absolute top-1.5 right-1.5"
              // A snippet that only names the secret does not store it.
              onCopied={text.includes(secret) ? onCopied : undefined}
            />
          </div>
        </TabsContent>
      ))}
    </Tabs>
  );
}
