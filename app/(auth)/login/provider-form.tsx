import { Button } from "@/components/ui/button";

/** The button that leads to the OpenID Connect provider, and back to `callbackUrl` unless the action knows where to. */
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
    <form action={action} className="grid">
      {callbackUrl !== undefined && <input type="hidden" name="callbackUrl" value={callbackUrl} />}
      <Button type="submit" className="w-full min-w-0">
        <span className="truncate">{label}</span>
      </Button>
    </form>
  );
}
