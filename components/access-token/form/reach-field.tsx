"use client";

import { X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Radio, RadioGroup } from "@/components/ui/radio-group";
import { tellChange } from "@/components/ui/use-mended";
import { type ReachChoice, reachKey, withChoice, withoutChoice } from "@/lib/access-token/form/reach";
import type { LimitJson } from "@/lib/access-token/json";
import { LimitLabel, PresentAndFutureBadge } from "../reach-label";
import { ReachSearch } from "./reach-search";
import { useNamedLimits } from "./use-reachable";

/**
 * What a token reaches: everything, now and later, or what is chosen. @param limits what it is limited to already; null for
 * everything @param organisation the organisation whose token it is, which reaches nothing elsewhere
 */
export function ReachField({
  limits,
  emptied,
  organisation,
  errors,
}: {
  limits: readonly LimitJson[] | null;
  /** It was limited to things that no longer exist: that may stay. */
  emptied: boolean;
  organisation?: { id: string; name: string };
  errors: readonly string[] | undefined;
}) {
  const [reach, setReach] = useState<"everything" | "limited">(limits === null ? "everything" : "limited");
  const [choices, setChoices] = useState<readonly ReachChoice[]>(() => (limits ?? []).map(unnamed));
  const limited = useRef<HTMLInputElement>(null);
  const choose = (next: readonly ReachChoice[]) => {
    setChoices(next);
    tellChange(limited.current);
  };
  const { data: named } = useNamedLimits(limits ?? []);
  useEffect(() => {
    if (named === undefined) return;
    const names = new Map(named.map((choice) => [reachKey(choice), choice]));
    setChoices((present) => present.map((choice) => names.get(reachKey(choice)) ?? choice));
  }, [named]);
  const whose = organisation === undefined ? "you can" : `${organisation.name} has`;
  return (
    <RadioGroup legend="Reach" errors={errors} className="gap-3">
      <Radio
        name="reach"
        value="everything"
        label={
          <>
            {organisation === undefined ? "Everything I can reach" : `Everything of ${organisation.name}`}{" "}
            <PresentAndFutureBadge />
          </>
        }
        description="All present and future applications."
        checked={reach === "everything"}
        onChange={() => setReach("everything")}
      />
      <Radio
        ref={limited}
        name="reach"
        value="limited"
        label="Only what I choose"
        description="Whole organisations, applications or single environments."
        checked={reach === "limited"}
        onChange={() => setReach("limited")}
      />
      {reach === "limited" && (
        <div className="grid gap-2.5 sm:ml-6.5">
          {choices.length > 0 && <Chosen choices={choices} isLoading={named === undefined} onChange={choose} />}
          {choices.length === 0 && emptied && (
            <p className="text-[0.8125rem] text-warning-text">
              <input type="hidden" name="emptied" value="1" />
              What it was limited to is gone: it reaches nothing, and that stays so until you choose something.
            </p>
          )}
          <ReachSearch
            organisation={organisation?.id}
            chosen={choices}
            whose={whose}
            onChoose={(choice) => choose(withChoice(choices, choice))}
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
  if (names.length === 0) return isLoading ? "…" : "Something that you no longer reach";
  const path = names.join(" › ");
  return application !== null && environment === null ? `${path} (all environments)` : path;
}

function unnamed({ organisation, application, environment }: LimitJson): ReachChoice {
  return { organisation, application: application ?? null, environment: environment ?? null, names: [] };
}
