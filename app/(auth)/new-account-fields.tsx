import { PasswordInput } from "@/components/form/password-input";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type Name = "firstName" | "lastName" | "password" | "timezone";

/** What an account needs besides its address, which was proved. */
export function NewAccountFields({
  email,
  values,
  errors,
}: {
  email: string;
  values: { firstName?: string; lastName?: string };
  errors: Partial<Record<Name, string[]>>;
}) {
  return (
    <>
      <Field label="E-mail">
        <Input type="email" value={email} readOnly autoComplete="username" />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="First name" name="firstName" errors={errors.firstName}>
          <Input autoComplete="given-name" maxLength={200} defaultValue={values.firstName} />
        </Field>
        <Field label="Last name" name="lastName" errors={errors.lastName}>
          <Input autoComplete="family-name" maxLength={200} defaultValue={values.lastName} />
        </Field>
      </div>
      <Field
        label="Password"
        name="password"
        errors={errors.password}
        description="12 characters or more. A few unrelated words are easy to remember and hard to guess."
        required
      >
        <PasswordInput autoComplete="new-password" />
      </Field>
    </>
  );
}
