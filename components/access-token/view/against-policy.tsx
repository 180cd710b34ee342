import { ShieldAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { AgainstPolicy } from "@/lib/organisation/policy/against";

/** Which organisations' rules the token breaks, now or soon, and the way to make it fit. Nothing when it fits all. */
export function AgainstPolicyNotice({ against, canEdit }: { against: readonly AgainstPolicy[]; canEdit: boolean }) {
  if (against.length === 0) return null;
  return (
    <section
      aria-label="Against a policy"
      className="grid gap-3 rounded-lg border border-warning bg-warning-soft px-4 py-3.5 text-sm sm:px-5"
    >
      {against.map(({ organisation, since, isInForce, rules, seesPolicy, makesTokens }) => (
        <div key={`${organisation.slug} ${since}`} className="flex items-start gap-3">
          <ShieldAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning-text" />
          <div className="grid min-w-0 gap-1">
            <p className="break-words">
              The policy of{" "}
              {seesPolicy ? (
                <Link className="link" href={`/organisations/${organisation.slug}/policy`}>
                  <bdi>{organisation.name}</bdi>
                </Link>
              ) : (
                <bdi>{organisation.name}</bdi>
              )}{" "}
              {isInForce ? "blocks this token" : "will block this token"}{" "}
              {isInForce ? (
                <>
                  since <Time at={since} as="exact" />
                </>
              ) : (
                <>
                  from <Time at={since} as="exact" />
                </>
              )}
              .{" "}
              {isInForce ? "Its requests are denied there. It works everywhere else." : "It keeps working until then."}
            </p>
            <ul className="list-disc pl-5">
              {rules.map(({ rule, words }) => (
                <li key={rule} className="break-words">
                  {words}
                </li>
              ))}
            </ul>
            {rules.some(({ rule }) => rule === "personal_tokens") && (
              <p className="break-words">
                A personal token can’t be edited to comply.{" "}
                {makesTokens ? (
                  <Link className="link" href={`/organisations/${organisation.slug}/access-tokens`}>
                    Create an organisation token instead
                  </Link>
                ) : (
                  "Ask its owners or admins for an organisation token instead."
                )}
              </p>
            )}
          </div>
        </div>
      ))}
      {canEdit && against.some(({ isMendedByEditing }) => isMendedByEditing) && (
        <div className="ml-7">
          <Button asChild size="sm">
            {/* A whole load: the dialog is opened by the address that the page begins with. */}
            <a href="?edit=1">Edit it to comply</a>
          </Button>
        </div>
      )}
    </section>
  );
}
