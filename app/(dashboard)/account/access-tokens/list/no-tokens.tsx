"use client";

import { Laptop, Server, Workflow } from "lucide-react";
import { useOpenDialog } from "@/components/access-token/dialogs/dialog-context";
import { Button } from "@/components/ui/button";

const EXAMPLES = [
  {
    icon: Laptop,
    title: "This laptop",
    purpose: "local_development",
    text: "For the command line and your own scripts.",
    expiration: "90d",
  },
  {
    icon: Workflow,
    title: "A CI job",
    purpose: "ci_pipeline",
    text: "With only the scopes its steps need.",
    expiration: "90d",
    scopes: [],
  },
  {
    icon: Server,
    title: "A shared server",
    purpose: "shared_environment",
    text: "Revoke it when the project ends; nothing else breaks.",
    expiration: "365d",
  },
] as const;

/** Shown before the first token: what tokens are for, and three ways to begin. */
export function NoTokens() {
  const open = useOpenDialog();
  return (
    <section aria-labelledby="no-tokens" className="grid gap-6 rounded-lg border bg-surface p-5 sm:p-8">
      <div className="grid max-w-prose gap-2">
        <h2 id="no-tokens" className="font-semibold text-lg tracking-[-0.01em]">
          You have no tokens yet
        </h2>
        <p className="text-muted-foreground">
          A token lets a program call the API as you. Give each program its own, with a purpose and an expiration date.
          You can then see which one is used, and revoke one without breaking the others.
        </p>
      </div>
      <ul className="grid gap-3 md:grid-cols-3">
        {EXAMPLES.map(({ icon: Icon, title, text, ...values }) => (
          <li key={title} className="flex flex-col items-start gap-1.5 rounded-md border p-4">
            <Icon aria-hidden="true" className="mb-1 size-5 text-muted-foreground" />
            <h3 className="font-medium text-sm">{title}</h3>
            <p className="mb-2 text-muted-foreground text-sm">{text}</p>
            <Button
              size="sm"
              aria-label={`Use this template: ${title}`}
              className="mt-auto"
              onClick={() =>
                open({
                  type: "create",
                  prefill: { values: { label: title, ...values }, given: false, ignored: [] },
                })
              }
            >
              Use this template
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
