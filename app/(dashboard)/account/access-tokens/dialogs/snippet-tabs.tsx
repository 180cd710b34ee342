"use client";

import { CopyButton } from "@/components/ui/copy-button";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { snippets } from "./snippets";
import type { DialogSettings } from "./token-dialogs";

/** What people paste next, ready to be pasted. */
export function SnippetTabs({
  secret,
  settings,
  onCopied,
}: {
  secret: string;
  settings: DialogSettings;
  onCopied: () => void;
}) {
  const made = snippets({ secret, appUrl: settings.appUrl, brandName: settings.brandName });
  return (
    <Tabs defaultValue={made[0]?.name}>
      <TabsList aria-label="Use it">
        {made.map(({ name }) => (
          <TabsTrigger key={name} value={name}>
            {name}
          </TabsTrigger>
        ))}
      </TabsList>
      {made.map(({ name, text, hint }) => (
        <TabsContent key={name} value={name} className="grid gap-2 pt-3">
          <p className="text-[0.8125rem] text-muted-foreground">{hint}</p>
          <div className="relative">
            <pre
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
              tabIndex={0}
              className="overflow-x-auto whitespace-pre-wrap break-all rounded-md border bg-sunken py-3 pr-12 pl-3.5 font-mono text-[0.8125rem] leading-5"
            >
              {text}
            </pre>
            <CopyButton
              iconOnly
              value={text}
              label={`Copy ${name} snippet`}
              variant="ghost"
              className="absolute top-1.5 right-1.5"
              // A snippet that only names the secret keeps it nowhere.
              onCopied={text.includes(secret) ? onCopied : undefined}
            />
          </div>
        </TabsContent>
      ))}
    </Tabs>
  );
}
