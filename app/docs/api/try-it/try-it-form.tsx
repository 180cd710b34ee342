"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { FormNotice } from "@/components/form/form-notice";
import { useSubmit } from "@/components/form/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { Field as FieldReference } from "@/lib/api/endpoint/fields";
import { AnswerView } from "./answer-view";
import { ConfirmCall } from "./confirm-call";
import { type Call, callOf, type Faults, type Operation } from "./request";
import { type Answered, send } from "./send";
import { useTokenInUse } from "./token-in-use";

type Outcome = { answered: Answered } | { lost: true };

/** Calls an endpoint of this instance with what is typed here, and shows what came back. */
export function TryItForm({ operation }: { operation: Operation }) {
  const { token, setToken } = useTokenInUse();
  const [faults, setFaults] = useState<Faults>();
  const [asked, setAsked] = useState<Call>();
  const [pending, setPending] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const running = useRef<AbortController>(undefined);
  const { submitProps } = useSubmit({ refusal: faults, lost: undefined });
  useEffect(() => () => running.current?.abort(), []);

  const call = async (made: Call) => {
    const controller = new AbortController();
    running.current = controller;
    setPending(true);
    setOutcome(undefined);
    const came = await send(made, controller.signal).then(
      (answered) => ({ answered }),
      () => ({ lost: true }) as const,
    );
    if (controller.signal.aborted) return;
    setPending(false);
    setOutcome(came);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    const made = callOf(operation, token, (field) => String(form.get(field) ?? ""));
    if ("faults" in made) return setFaults(made.faults);
    setFaults(undefined);
    if (operation.changes) setAsked(made.call);
    else void call(made.call);
  };
  const { method, path, places, parameters, body } = operation;
  return (
    <form
      {...submitProps}
      onSubmit={submit}
      noValidate
      aria-label={`Try ${method} ${path}`}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 rounded-lg border bg-surface p-4"
    >
      {operation.token && (
        <Field
          label="Token"
          errors={faults?.token}
          description="Kept in this tab until you reload it or leave the reference. It is never stored or put into a URL."
        >
          <Input
            type="password"
            value={token}
            onChange={({ target }) => setToken(target.value)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className="max-w-xl font-mono"
          />
        </Field>
      )}
      <Inputs kind="place" fields={places} faults={faults} />
      <Inputs kind="parameter" fields={parameters} faults={faults} />
      {body?.as === "form" && <Inputs kind="field" fields={body.fields} faults={faults} />}
      {body?.as === "json" && (
        <Field label="Body" name="body" errors={faults?.body}>
          <Textarea
            defaultValue={body.text}
            rows={4}
            autoCapitalize="none"
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            className="font-mono text-[0.8125rem]"
          />
        </Field>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button type="submit" variant="primary" size="sm" pending={pending} className="pointer-coarse:h-11">
          Send {method}
        </Button>
        {operation.changes && (
          <span className="text-[0.8125rem] text-muted-foreground">You are asked before it is sent.</span>
        )}
      </div>
      <ConfirmCall
        operation={operation}
        call={asked}
        close={() => setAsked(undefined)}
        confirm={(made) => void call(made)}
      />
      {outcome && "lost" in outcome && (
        <FormNotice tone="danger">
          No response. Check your connection and try again.
          {operation.changes && " Check first whether it was done."}
        </FormNotice>
      )}
      {outcome && "answered" in outcome && <AnswerView answer={outcome.answered} />}
    </form>
  );
}

type InputsProps = {
  kind: "place" | "parameter" | "field";
  fields: readonly FieldReference[];
  faults: Faults | undefined;
};

function Inputs({ kind, fields, faults }: InputsProps) {
  if (fields.length === 0) return null;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {fields.map(({ name, text, required }) => (
        <Field
          key={name}
          label={<span className="font-mono text-[0.8125rem]">{name}</span>}
          name={`${kind}.${name}`}
          errors={faults?.[`${kind}.${name}`]}
          description={text}
          optional={required !== true}
        >
          <Input autoComplete="off" autoCapitalize="none" autoCorrect="off" spellCheck={false} />
        </Field>
      ))}
    </div>
  );
}
