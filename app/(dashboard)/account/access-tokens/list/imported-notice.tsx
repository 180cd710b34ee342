import { FormNotice } from "@/components/form/form-notice";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { db } from "@/db/database";
import { findImportedOf } from "@/db/imported-token/mover";
import { findSunset } from "@/db/imported-token/sunset";
import { tokenPagePath } from "@/lib/access-token/page-path";

const MOST_NAMED = 3;

/** Invites someone whose tokens were imported to create others and then revoke those. Nothing once none of them works. */
export async function ImportedNotice({ userId }: { userId: string }) {
  const { rows, count } = await findImportedOf(db, userId, MOST_NAMED);
  if (count === 0) return null;
  const sunset = await findSunset(db);
  const more = count - rows.length;
  return (
    <div className="mb-6">
      <FormNotice tone="neutral">
        <strong className="font-medium">
          {count === 1 ? "An imported token still works: " : `${count} imported tokens still work: `}
        </strong>
        {rows.map(({ id, label }, n) => (
          <span key={id}>
            {n > 0 && ", "}
            <Link href={tokenPagePath(id)} className="link" prefetch={false}>
              <bdi>{label}</bdi>
            </Link>
          </span>
        ))}
        {more > 0 && ` and ${more} more`}. Create a token for each place that uses {count === 1 ? "it" : "them"}, then
        revoke {count === 1 ? "the old one" : "the old ones"}.{" "}
        {sunset !== undefined && (
          <>
            Imported tokens stop working on <Time at={sunset.at.toISOString()} as="exact" />.{" "}
          </>
        )}
        <Link href="/docs/single-token" className="link">
          How to move
        </Link>
      </FormNotice>
    </div>
  );
}
