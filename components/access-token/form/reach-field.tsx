"use client";

import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Radio, RadioGroup } from "@/components/ui/radio-group";
import { tellChange } from "@/components/ui/use-mended";
import { type ReachChoice, reachKey, withChoice, withoutChoice } from "@/lib/access-token/form/reach";
import type { LimitJson } from "@/lib/access-token/json";
import { LimitLabel } from "../reach-label";
import { ReachSearch } from "./reach-search";
import { useNamedLimits } from "./use-reachable";
import type { AccessForm } from "./use-token-form";

/**
 * What a token reaches: everything, now and later, or what is chosen. @param saved what it is limited to already
 * @param organisation the organisation whose token it is, which reaches nothing elsewhere
 */
export function ReachField({
  form: { choice, setChoice, limits, setLimits },
  saved = [],
  emptied,
  organisation,
  errors,
}: {
  form: AccessForm;
  saved?: readonly LimitJson[];
  /** It was limited to things that no longer exist: that may stay. */
  emptied: boolean;
  organisation?: { id: string; name: string };
  errors: readonly string[] | undefined;
}) {
  const { reach } = choice;
  const limited = useRef<HTMLInputElement>(null);
  const choose = (next: readonly ReachChoice[]) => {
    setLimits(next);
    tellChange(limited.current);
  };
  const { data: named } = useNamedLimits(saved);
  useEffect(() => {
    if (named === undefined) return;
    const names = new Map(named.map((choice) => [reachKey(choice), choice]));
    setLimits((present) => present.map((choice) => names.get(reachKey(choice)) ?? choice));
  }, [named, setLimits]);
  const whose = organisation === undefined ? "you can access" : `${organisation.name} has`;
  return (
    <RadioGroup legend="Reach" errors={errors} className="gap-3">
      <Radio
        name="reach"
        value="everything"
        label={organisation === undefined ? "Everything I can access" : `Everything in ${organisation.name}`}
        description={
          organisation === undefined
            ? "All organisations and applications, including future ones."
            : "All its applications, including future ones."
        }
        checked={reach === "everything"}
        onChange={() => setChoice((present) => ({ ...present, reach: "everything" }))}
      />
      <Radio
        ref={limited}
        name="reach"
        value="limited"
        label="Only what I choose"
        description="Whole organisations, applications or single environments."
        checked={reach === "limited"}
        onChange={() => setChoice((present) => ({ ...present, reach: "limited" }))}
      />
      {reach === "limited" && (
        <div className="grid gap-2.5 sm:ml-6.5">
          {limits.length > 0 && <Chosen choices={limits} isLoading={named === undefined} onChange={choose} />}
          {limits.length === 0 && emptied && (
            <p className="text-[0.8125rem] text-warning-text">
              <input type="hidden" name="emptied" value="1" />
              Everything it was limited to is gone. It can access nothing until you choose something.
            </p>
          )}
          <ReachSearch
            organisation={organisation?.id}
            chosen={limits}
            whose={whose}
            onChoose={(choice) => choose(withChoice(limits, choice))}
          />
        </div>
      )}
    </RadioGroup>
  );
}

function Chosen({
  choices,
  isLoading,
  onChange,
}: {
  choices: readonly ReachChoice[];
  isLoading: boolean;
  onChange: (choices: readonly ReachChoice[]) => void;
}) {
  return (
    <ul aria-label="Chosen" className="grid overflow-hidden rounded-md border">
      {choices.map((choice) => {
        const words = choiceMessage(choice, isLoading);
        return (
          <li
            key={reachKey(choice)}
            className="flex items-center justify-between gap-3 border-b py-1 pr-1 pl-3 last:border-b-0"
          >
            <input type="hidden" name="limit" value={reachKey(choice)} />
            <span className="min-w-0 text-sm">
              {choice.names.length === 0 && isLoading ? "…" : <LimitLabel limit={choice} />}
            </span>
            <Button
              variant="ghost"
              size="icon"
              className="shrink-0"
              aria-label={`Remove ${words}`}
              onClick={() => onChange(withoutChoice(choices, choice))}
            >
              <X aria-hidden="true" />
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

/** `Harbour Studio › Regatta Site › test`; of a whole application, that it is whole. */
function choiceMessage({ names, application, environment }: ReachChoice, isLoading: boolean): string {
  if (names.length === 0) return isLoading ? "…" : "Something you can no longer access";
  const path = names.join(" › ");
  return application !== null && environment === null ? `${path} (all environments)` : path;
}
