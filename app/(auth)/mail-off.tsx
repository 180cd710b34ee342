import type { ReactNode } from "react";
import { FormNotice } from "@/components/form/form-notice";
import { SupportLink } from "./support-link";

/** Shown instead of a form that ends in a mail where this instance sends none: whom to ask. */
export function MailOff({ command, children }: { command: string; children: ReactNode }) {
  return (
    <div className="grid gap-4 text-sm">
      <FormNotice tone="neutral">This instance sends no mail.</FormNotice>
      <p>
        {children}
        <SupportLink before=" Or ask " after="." />
      </p>
      <p className="text-muted-foreground">
        On the server, run:{" "}
        <code className="mt-1.5 block overflow-x-auto rounded-md bg-sunken px-3 py-2 font-mono text-[0.8125rem] text-foreground">
          {command}
        </code>
      </p>
    </div>
  );
}
