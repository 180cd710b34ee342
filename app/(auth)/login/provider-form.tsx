import { LeadingForm } from "@/components/form/leading-form";

/** The button that leads to the OpenID Connect provider, and back to `callbackUrl` unless the action decides where to. */
export function ProviderForm({
  action,
  callbackUrl,
  label,
}: {
  action: (form: FormData) => Promise<void>;
  callbackUrl?: string;
  label: string;
}) {
  return (
    <LeadingForm
      action={action}
      fields={callbackUrl !== undefined && <input type="hidden" name="callbackUrl" value={callbackUrl} />}
    >
      <span className="truncate">{label}</span>
    </LeadingForm>
  );
}
