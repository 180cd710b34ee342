import { FormNotice } from "@/components/form/form-notice";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { TokenDetailsJson } from "@/lib/access-token/json";

/** What to do about a token that was taken over from another system. Nothing of any other, or of one that has ended. */
export function ImportedNotice({ token }: { token: TokenDetailsJson }) {
  if (token.imported_at === null || token.status !== "active") return null;
  const isUnlimited = token.scopes.includes("all") && token.limits === null;
  return (
    <FormNotice tone="neutral">
      <strong className="font-medium">This token was imported from another system.</strong>{" "}
      {isUnlimited && "It can do everything you can. "}Create a token for each place that uses it, then revoke this one.{" "}
      {token.ends_by_sunset && token.expiration_date !== null && (
        <>
          All imported tokens stop working on <Time at={token.expiration_date} as="exact" />.{" "}
        </>
      )}
      <Link href="/docs/single-token" className="link">
        How to move
      </Link>
    </FormNotice>
  );
}
