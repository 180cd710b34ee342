import { FormNotice } from "@/components/form/form-notice";

/** What happens, step by step, when a token is rotated as planned. */
export function Phases({ hint }: { hint: string }) {
  return (
    <ol className="grid list-decimal gap-1.5 pl-5 text-sm marker:text-muted-foreground">
      <li>
        You get the new secret now, and nothing changes: <span className="font-mono text-[0.8125rem]">{hint}</span>{" "}
        keeps working. You have 7 days to put the new one in its place.
      </li>
      <li>
        The first request with the new secret makes it the current one. The overlap begins: both work until it ends.
      </li>
      <li>Until then the token’s page shows what still uses the old one, so that you can move the rest over.</li>
    </ol>
  );
}

/** What it means to replace a secret at once. */
export function LeakWarning() {
  return (
    <FormNotice tone="warning">
      <strong className="font-medium">Whatever sends the present secret is refused from the next request on,</strong>{" "}
      until you have put the new one there. There is no overlap and no undo. Tokens that were made with it live on: if
      they may be known too, revoke them.
    </FormNotice>
  );
}
