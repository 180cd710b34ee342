"use client";

import { useId, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { useMended } from "@/components/ui/use-mended";
import type { TokenOrganisation } from "@/lib/access-token/form/organisation";
import type { TokenJson } from "@/lib/access-token/json";
import { ACTS_AS, type ActsAs } from "@/lib/authorization/strength";
import { fieldErrors, type TokenRefusal } from "./token-refusal";

const ACTS_AS_MESSAGES: Record<ActsAs, string> = {
  admin: "Admin: people and tokens too",
  member: "Member: all applications",
  guest: "Guest: only named applications",
};

/** What acts as a guest needs an application, and each of these can name one. */
const NAMES_APPLICATIONS = ["assigned", "application", "reach"];

/** What an organisation's token acts as, and what it is given to: one thing at most. */
export function AssignmentFields({
  organisation,
  token,
  actsAs,
  onActsAs,
  refusal,
}: {
  organisation: TokenOrganisation;
  /** The token that is edited; left out while one is made. */
  token?: Pick<TokenJson, "team" | "application" | "workflow">;
  actsAs: ActsAs;
  onActsAs: (actsAs: ActsAs) => void;
  refusal: TokenRefusal | undefined;
}) {
  // Its fields come and go with the choice; a corrected one must not show its error again.
  const { wrong, watch } = useMended(refusal);
  const [to, setTo] = useState(organisation.teamRequired ? "team" : (assignedTo(token) ?? ""));
  const listId = useId();
  return (
    <div className="grid items-start gap-x-4 gap-y-5 sm:grid-cols-2">
      <input type="hidden" name="organisation" value={organisation.id} />
      <Field
        label="Acts as"
        name="acts_as"
        errors={fieldErrors(refusal, "acts_as")}
        alsoAbout={actsAs === "guest" ? NAMES_APPLICATIONS : undefined}
        description="The token belongs to no one in particular and keeps working when people leave."
      >
        <NativeSelect
          value={actsAs}
          onChange={({ target }) => onActsAs(ACTS_AS.find((role) => role === target.value) ?? actsAs)}
        >
          {organisation.actsAs.map((role) => (
            <option key={role} value={role}>
              {ACTS_AS_MESSAGES[role]}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <div {...watch} className="grid gap-3">
        <Field label="Assigned to" name="assigned">
          <NativeSelect value={to} onChange={({ target }) => setTo(target.value)}>
            {!organisation.teamRequired && <option value="">Unassigned</option>}
            <option value="team">A team</option>
            {!organisation.teamRequired && <option value="application">An application</option>}
            {!organisation.teamRequired && <option value="workflow">A workflow</option>}
          </NativeSelect>
        </Field>
        {to === "team" && (
          <Field
            label="Team"
            name="team"
            errors={fieldErrors(wrong, "team")}
            description="Its members manage the token."
          >
            <Choices empty="There is no team yet" choices={organisation.teams} present={token?.team} />
          </Field>
        )}
        {to === "application" && (
          <Field label="Application" name="application" errors={fieldErrors(wrong, "application")}>
            <Choices
              empty="There is no application yet"
              choices={organisation.applications}
              present={token?.application}
            />
          </Field>
        )}
        {to === "workflow" && (
          <Field
            label="Workflow"
            name="workflow"
            errors={fieldErrors(wrong, "workflow")}
            description="A name of your own, such as nightly-backup."
          >
            <Input list={listId} autoComplete="off" maxLength={100} defaultValue={token?.workflow ?? ""} />
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

/** What the token is assigned to now. */
function assignedTo(token: Pick<TokenJson, "team" | "application" | "workflow"> | undefined) {
  return (["team", "application", "workflow"] as const).find((name) => token != null && token[name] !== null);
}

function Choices({
  choices,
  present,
  empty,
}: {
  choices: readonly { id: string; name: string }[];
  /** The current choice: it stays available even where the list is too long to hold it. */
  present: string | null | undefined;
  empty: string;
}) {
  const isLeftOut = present != null && !choices.some(({ id }) => id === present);
  return (
    <NativeSelect defaultValue={present ?? choices[0]?.id ?? ""}>
      {isLeftOut && <option value={present}>As it is</option>}
      {choices.length === 0 && !isLeftOut && <option value="">{empty}</option>}
      {choices.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </NativeSelect>
  );
}
