"use client";

import { type ReactNode, useRef } from "react";
import { CheckboxField } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import { tellChange } from "@/components/ui/use-mended";
import { TEXT_FIELD_NAMES, type TextFieldName, textField } from "@/lib/access-token/fields";
import type { TokenFormValues } from "@/lib/access-token/form/prefill";
import { PURPOSE_CHOICES } from "@/lib/access-token/labels";
import { VERIFY } from "@/lib/authorization/scope";
import type { ActsAs } from "@/lib/authorization/strength";
import { AdvancedFields } from "./advanced-fields";
import { ExpirationField } from "./expiration-field";
import { NetworksField } from "./networks-field";
import { ReachField } from "./reach-field";
import { ScopesField } from "./scopes-field";
import { SuggestionNote } from "./suggestion-note";
import { fieldErrors, type TokenRefusal } from "./token-refusal";
import type { TokenForm } from "./use-token-form";

/** The fields of a token, for creating and for editing one. `keep` is its present expiration date while editing. */
export function TokenFields({
  values,
  form,
  suggests = false,
  keep,
  emptied = false,
  asked,
  organisation,
  ownNetwork,
  refusal,
  children,
}: {
  values: TokenFormValues;
  form: TokenForm;
  /** Say what is suggested for the purpose: while creating. */
  suggests?: boolean;
  /** The organisation whose token it is, and whom it acts as there; left out for a personal one. */
  organisation?: { id: string; name: string; actsAs: ActsAs; mayGrantVerify: boolean };
  /** Where the person is, as a network to allow. */
  ownNetwork: string | null;
  keep?: string | null;
  /** The token is limited to things that are gone. */
  emptied?: boolean;
  asked?: readonly string[];
  refusal: TokenRefusal | undefined;
  /** Fields that only some tokens have, after those that every token has. */
  children?: ReactNode;
}) {
  const ref = useRef<HTMLDivElement>(null);
  const networkErrors = fieldErrors(refusal, "allowed_networks");
  // What a suggestion fills in counts as changed: an error at it is hidden.
  const tellChoice = () => {
    for (const name of ["reach", "access"])
      tellChange(ref.current?.querySelector<HTMLElement>(`[name=${name}]`) ?? null);
  };
  return (
    <div ref={ref} className="grid gap-5">
      <div className="grid items-start gap-x-4 gap-y-5 sm:grid-cols-[1fr_13.5rem]">
        <Field label="Label" name="label" required errors={fieldErrors(refusal, "label")}>
          {/* A password manager would take it for a name to sign in with. */}
          <Input defaultValue={values.label} autoComplete="off" data-1p-ignore="" data-lpignore="true" dir="auto" />
        </Field>
        <Field label="Purpose" name="purpose" errors={fieldErrors(refusal, "purpose")}>
          <NativeSelect
            value={form.purpose}
            onChange={({ target }) => {
              form.choosePurpose(target.value);
              if (suggests) tellChoice();
            }}
          >
            {PURPOSE_CHOICES.map(({ value, words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </NativeSelect>
        </Field>
      </div>
      {TEXT_FIELD_NAMES.filter((name) => name !== "label").map((name) => (
        <TextField key={name} name={name} value={values[name]} errors={fieldErrors(refusal, name)} />
      ))}
      <ExpirationField
        given={values.expiration}
        chosen={form.expiration}
        onChange={form.setExpiration}
        keep={keep}
        errors={fieldErrors(refusal, "expiration_date")}
      />
      {children}
      {suggests && (
        <SuggestionNote
          form={form}
          onTake={() => {
            form.takeSuggestion();
            tellChoice();
          }}
        />
      )}
      <ReachField
        form={form}
        saved={values.limits ?? []}
        emptied={emptied}
        organisation={organisation}
        errors={fieldErrors(refusal, "limits")}
      />
      <ScopesField
        form={form}
        asked={asked}
        actsAs={organisation?.actsAs ?? null}
        offersVerify={organisation?.mayGrantVerify || values.scopes?.includes(VERIFY) || false}
        errors={fieldErrors(refusal, "scopes")}
      />
      <AdvancedFields isSet={values.networks !== null || values.mayRotateItself} errors={networkErrors}>
        <NetworksField
          networks={values.networks}
          suggestion={ownNetwork}
          errors={networkErrors}
          onChange={form.setNetworks}
        />
        <CheckboxField
          name="may_rotate_itself"
          label="Allow self-rotation"
          description="The token can generate its own next secret over the API, but never with more access or a later expiration date."
          defaultChecked={values.mayRotateItself}
        />
      </AdvancedFields>
    </div>
  );
}

function TextField({
  name,
  value,
  errors,
}: {
  name: TextFieldName;
  value: string | null;
  errors: ReturnType<typeof fieldErrors>;
}) {
  const { words, lines, none, placeholder } = textField(name);
  const props = { defaultValue: value ?? "", placeholder, dir: "auto" };
  return (
    <Field label={words} name={name} optional={none !== undefined} errors={errors}>
      {lines ? <Textarea {...props} rows={2} className="min-h-16" /> : <Input {...props} autoComplete="off" />}
    </Field>
  );
}
