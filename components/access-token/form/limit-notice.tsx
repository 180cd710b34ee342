import { FormNotice } from "@/components/form/form-notice";
import { Link } from "@/components/ui/link";
import { tokenListPath } from "@/lib/access-token/page-path";
import { limitMessage } from "@/lib/access-token/quota";

/** Why no token can be created at the moment, and the way to those that are used least. Nothing while there is room. */
export function LimitNotice({
  limit,
  organisation,
  onFollow,
}: {
  /** The limit that is reached; undefined while there is room. */
  limit: number | undefined;
  /** Whose limit it is; undefined for the person's own. */
  organisation?: { name: string; slug: string } | undefined;
  /** Called when the link is followed. */
  onFollow?: () => void;
}) {
  if (limit === undefined) return null;
  return (
    <FormNotice tone="neutral">
      <strong className="font-medium">{limitMessage(limit, organisation?.name)}</strong> Revoke one you no longer use
      before you create another.{" "}
      <Link href={leastUsedPath(organisation?.slug)} className="link" onClick={onFollow}>
        Show least recently used first
      </Link>
    </FormNotice>
  );
}

/** @param slug of the organisation whose own tokens are meant; left out for personal ones */
export function leastUsedPath(slug: string | undefined): string {
  return `${tokenListPath(slug)}?${slug === undefined ? "" : "kind=organisation&"}o=last_used_at`;
}
