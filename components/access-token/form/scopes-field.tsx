"use client";

import { useId } from "react";
import { Checkbox, CheckboxField } from "@/components/ui/checkbox";
import { Radio, RadioGroup } from "@/components/ui/radio-group";
import { resourceLabels, scopeSentence } from "@/lib/access-token/labels";
import { RESOURCES, VERIFY } from "@/lib/authorization/scope";
import type { ActsAs } from "@/lib/authorization/strength";
import type { AccessForm } from "./use-token-form";

/** Full access, or a list to choose from, by resource. What a ticked `write` includes is shown as ticked too. */
export function ScopesField({
  form: { choice, setChoice },
  asked = [],
  actsAs,
  offersVerify,
  errors,
}: {
  form: Pick<AccessForm, "choice" | "setChoice">;
  /** Scopes that a link asked for: marked as new. */
  asked?: readonly string[];
  /** The role that an organisation's token acts with; null for a personal one. */
  actsAs: ActsAs | null;
  /** Whoever fills in the form may grant `verify`, or the token has it, and may always lose it. */
  offersVerify: boolean;
  errors: readonly string[] | undefined;
}) {
  const { access, ticked } = choice;
  const toggle = (scope: string) => {
    setChoice((present) => {
      const next = new Set(present.ticked);
      if (!next.delete(scope)) next.add(scope);
      return { ...present, ticked: next };
    });
  };
  return (
    <RadioGroup legend="Scopes" errors={errors} className="gap-3">
      <Radio
        name="access"
        value="all"
        label="Full access"
        description={`${scopeSentence("all", actsAs)}.`}
        checked={access === "all"}
        onChange={() => setChoice((present) => ({ ...present, access: "all" }))}
      />
      <Radio
        name="access"
        value="chosen"
        label="Chosen scopes"
        description="Only what you tick. Safer for CI jobs and shared servers."
        checked={access === "chosen"}
        onChange={() => setChoice((present) => ({ ...present, access: "chosen" }))}
      />
      {access === "chosen" && (
        <ul className="grid overflow-hidden rounded-md border sm:ml-6.5">
          {RESOURCES.map((resource) => (
            <Resource
              key={resource}
              resource={resource}
              words={resourceLabels(resource, actsAs)}
              ticked={ticked}
              asked={asked}
              onToggle={toggle}
            />
          ))}
        </ul>
      )}
      {offersVerify && (
        <CheckboxField
          name="scopes"
          value={VERIFY}
          label="Verify other people’s tokens"
          description="For a service that checks the tokens it receives: whose they are and what they can do. Only platform owners can grant it."
          checked={ticked.has(VERIFY)}
          onChange={() => toggle(VERIFY)}
        />
      )}
    </RadioGroup>
  );
}

function Resource({
  resource,
  words,
  ticked,
  asked,
  onToggle,
}: {
  resource: (typeof RESOURCES)[number];
  words: ReturnType<typeof resourceLabels>;
  ticked: ReadonlySet<string>;
  asked: readonly string[];
  onToggle: (scope: string) => void;
}) {
  const id = useId();
  const writes = ticked.has(`${resource}:write`);
  return (
    <li className="grid grid-cols-[1fr_auto_auto] items-center gap-x-4 border-b px-3 py-2 last:border-b-0 has-[[data-asked]]:bg-warning-soft sm:gap-x-5">
      <span className="grid min-w-0">
        <span className="text-sm leading-5">{words.name}</span>
        <span className="text-muted-foreground text-xs leading-4">
          {writes
            ? words.write
            : ticked.has(`${resource}:read`)
              ? words.read
              : `${words.read}; ${lowerFirst(words.write)}`}
        </span>
      </span>
      {(["read", "write"] as const).map((permission) => {
        const scope = `${resource}:${permission}`;
        const included = permission === "read" && writes;
        return (
          <label
            key={scope}
            htmlFor={`${id}-${permission}`}
            data-asked={asked.includes(scope) ? "" : undefined}
            className="flex items-center gap-2 py-1 font-mono text-[0.8125rem]"
            title={included ? "Included in write" : undefined}
          >
            <Checkbox
              id={`${id}-${permission}`}
              name="scopes"
              value={scope}
              aria-label={included ? `${scope}, included in write` : scope}
              checked={included || ticked.has(scope)}
              disabled={included}
              onChange={() => onToggle(scope)}
            />
            <span aria-hidden="true">{permission}</span>
          </label>
        );
      })}
    </li>
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
