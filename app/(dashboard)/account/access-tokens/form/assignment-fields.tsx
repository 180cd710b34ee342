"use client";

import { useId, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { ActsAs } from "@/lib/access-token/policy";
import type { TokenOrganisation } from "@/lib/access-token-form/organisation";
import { fieldErrors, type Refusal } from "./use-form-action";

const ACTS_AS_WORDS: Record<ActsAs, string> = {
  admin: "Admin: people and tokens too",
  member: "Member: all applications",
  guest: "Guest: only named applications",
};

/** What an organisation's token acts as, and what it is given to: one thing at most. */
export function AssignmentFields({
  organisation,
  refusal,
}: {
  organisation: TokenOrganisation;
  refusal: Refusal | undefined;
}) {
  const [to, setTo] = useState(organisation.teamRequired ? "team" : "");
  const listId = useId();
  return (
    <div className="grid items-start gap-x-4 gap-y-5 sm:grid-cols-2">
      <input type="hidden" name="organisation" value={organisation.id} />
      <Field
        label="Acts as"
        name="acts_as"
        errors={fieldErrors(refusal, "acts_as")}
        description="It belongs to no person, and stays when somebody leaves."
      >
        <NativeSelect defaultValue="member">
          {organisation.actsAs.map((role) => (
            <option key={role} value={role}>
              {ACTS_AS_WORDS[role]}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <div className="grid gap-3">
        <Field label="Given to" name="assigned">
          <NativeSelect value={to} onChange={({ target }) => setTo(target.value)}>
            {!organisation.teamRequired && <option value="">Nothing in particular</option>}
            <option value="team">A team</option>
            {!organisation.teamRequired && <option value="application">An application</option>}
            {!organisation.teamRequired && <option value="workflow">A workflow</option>}
          </NativeSelect>
        </Field>
        {to === "team" && (
          <Field
            label="Team"
            name="team"
            errors={fieldErrors(refusal, "team")}
            description="Its members look after it."
          >
            <Choices empty="There is no team yet" choices={organisation.teams} />
          </Field>
        )}
        {to === "application" && (
          <Field label="Application" name="application" errors={fieldErrors(refusal, "application")}>
            <Choices empty="There is no application yet" choices={organisation.applications} />
          </Field>
        )}
        {to === "workflow" && (
          <Field
            label="Workflow"
            name="workflow"
            errors={fieldErrors(refusal, "workflow")}
            description="A name of your own, such as nightly-backup."
          >
            <Input list={listId} autoComplete="off" maxLength={100} />
          </Field>
        )}
        <datalist id={listId}>
          {organisation.workflows.map((workflow) => (
            <option key={workflow} value={workflow} />
          ))}
        </datalist>
      </div>
    </div>
  );
}

function Choices({ choices, empty }: { choices: readonly { id: string; name: string }[]; empty: string }) {
  return (
    <NativeSelect defaultValue={choices[0]?.id ?? ""}>
      {choices.length === 0 && <option value="">{empty}</option>}
      {choices.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </NativeSelect>
  );
}
