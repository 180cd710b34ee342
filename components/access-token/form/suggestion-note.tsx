"use client";

import { Button } from "@/components/ui/button";
import { isSuggested, presetOf } from "@/lib/access-token/form/presets";
import type { TokenForm } from "./use-token-form";

/** What is suggested for the chosen purpose, and whether it is chosen. Nothing for a purpose of which nobody can know. */
export function SuggestionNote({ form, onTake }: { form: TokenForm; onTake: () => void }) {
  const preset = presetOf(form.purpose);
  return (
    <div role="status" className="empty:hidden">
      {preset !== undefined && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-md bg-sunken px-3 py-2.5 text-[0.8125rem] leading-5">
          <p className="min-w-0 flex-1 basis-64">
            <span className="font-medium">Suggested for {preset.of}:</span>{" "}
            {preset.scopes.map((scope, index) => (
              <span key={scope}>
                {index > 0 && ", "}
                <code className="wrap-anywhere font-mono text-xs">{scope}</code>
              </span>
            ))}
            , only where you choose.
          </p>
          {isSuggested(form.choice, form.purpose) ? (
            <span className="text-muted-foreground">Filled in below</span>
          ) : (
            <Button size="sm" onClick={onTake}>
              Use suggestion
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
