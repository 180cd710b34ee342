"use client";

import { Copy, Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { ActionNotice } from "@/components/form/action-notice";
import { useAction } from "@/components/form/use-action";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { useToast } from "@/components/ui/toast";
import type { VariableSummary } from "@/lib/environment-variable/list";
import { revealVariableAction } from "./actions";

/** The value of a variable: asked for when someone wants to see or copy it, and gone with the page. */
export function ValueCell({ variable }: { variable: VariableSummary }) {
  const [value, setValue] = useState<string>();
  const toast = useToast(`variable ${variable.uuid}`);
  const reveal = useAction(() => revealVariableAction(variable.uuid), {
    done: "revealed",
    onDone: (result) => setValue(result.value),
  });
  const copy = useAction(() => revealVariableAction(variable.uuid), {
    done: "revealed",
    onDone: async (result) => {
      if (await copyText(result.value)) toast({ title: "Value copied", description: variable.name });
      else setValue(result.value);
    },
  });
  if (variable.is_sensitive) {
    return (
      <p className="flex min-h-8 items-center">
        <Badge>Sensitive, never shown</Badge>
      </p>
    );
  }
  return (
    <div className="flex min-w-0 items-start gap-1">
      <div className="min-w-0 self-center">
        {value === undefined ? (
          <span aria-hidden="true" className="font-mono text-muted-foreground tracking-widest">
            ••••••••
          </span>
        ) : (
          <output
            aria-label={`Value of ${variable.name}`}
            className="wrap-anywhere block max-h-40 overflow-y-auto whitespace-pre-wrap font-mono text-[0.8125rem]"
          >
            {value === "" ? <span className="font-sans text-muted-foreground">Empty</span> : value}
          </output>
        )}
        <ActionNotice lost={reveal.lost ?? copy.lost} refusal={reveal.refusal ?? copy.refusal} />
      </div>
      <span className="ml-auto flex shrink-0">
        {value === undefined ? (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`Show ${variable.name}`}
            onClick={() => reveal.run()}
            pending={reveal.pending}
          >
            <Eye aria-hidden="true" />
          </Button>
        ) : (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`Hide ${variable.name}`}
            onClick={() => setValue(undefined)}
          >
            <EyeOff aria-hidden="true" />
          </Button>
        )}
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Copy ${variable.name}`}
          onClick={() => copy.run()}
          pending={copy.pending}
        >
          <Copy aria-hidden="true" />
        </Button>
      </span>
    </div>
  );
}
