"use client";

import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Radio, RadioGroup } from "@/components/ui/radio-group";
import { Textarea } from "@/components/ui/textarea";
import { tellChange } from "@/components/ui/use-mended";
import { withNetwork } from "@/lib/access-token/form/networks";

/**
 * Where a token may be used from: anywhere, or networks, one per line.
 * @param suggestion the network that the form is viewed from: the address, for IPv6 its /64; null where it is not known
 */
export function NetworksField({
  networks,
  suggestion,
  legend = "Networks",
  anywhere = "Any network",
  errors,
  onChange,
}: {
  networks: readonly string[] | null;
  suggestion: string | null;
  legend?: string;
  anywhere?: string;
  errors: readonly string[] | undefined;
  /** Told of each change. */
  onChange?: (chosen: { from: "any" | "listed"; text: string }) => void;
}) {
  const [from, setFrom] = useState<"any" | "listed">(networks === null ? "any" : "listed");
  const [text, setText] = useState((networks ?? []).join("\n"));
  const field = useRef<HTMLTextAreaElement>(null);
  const change = (chosen: { from?: "any" | "listed"; text?: string }) => {
    const next = { from, text, ...chosen };
    setFrom(next.from);
    setText(next.text);
    onChange?.(next);
  };
  const isMissing = suggestion !== null && withNetwork(text, suggestion) !== text;
  return (
    <div>
      <RadioGroup legend={legend} className="gap-3">
        <Radio
          name="from"
          value="any"
          label={anywhere}
          checked={from === "any"}
          onChange={() => change({ from: "any" })}
        />
        <Radio
          name="from"
          value="listed"
          label="Only these"
          description="IP addresses and networks, one per line: 203.0.113.7, 203.0.113.0/24, 2001:db8::/48."
          checked={from === "listed"}
          onChange={() => change({ from: "listed" })}
        />
        {from === "listed" && (
          <div className="grid gap-2 sm:ml-6.5">
            <Field label="Allowed networks" name="networks" errors={errors}>
              <Textarea
                ref={field}
                rows={3}
                className="min-h-16 font-mono text-[0.8125rem]"
                spellCheck={false}
                value={text}
                onChange={(event) => change({ text: event.target.value })}
              />
            </Field>
            {isMissing && (
              <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-[0.8125rem] text-muted-foreground">
                <span>
                  You are at <span className="break-all font-mono">{suggestion}</span>, which is not listed.
                </span>
                <Button
                  size="sm"
                  onClick={() => {
                    change({ text: withNetwork(text, suggestion) });
                    tellChange(field.current);
                  }}
                >
                  Add my address
                </Button>
              </div>
            )}
          </div>
        )}
      </RadioGroup>
    </div>
  );
}
