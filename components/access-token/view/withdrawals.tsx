import { CircleSlash } from "lucide-react";
import { Time } from "@/components/ui/time";
import type { WithdrawalJson } from "@/lib/access-token/json";

/** Which organisations keep the token out: who decided that, when and why. Nothing when none does. */
export function Withdrawals({ withdrawals }: { withdrawals: readonly WithdrawalJson[] }) {
  if (withdrawals.length === 0) return null;
  return (
    <section
      aria-label="Withdrawn access"
      className="grid gap-3 rounded-lg border border-danger/30 bg-danger-soft px-4 py-3.5 text-sm sm:px-5"
    >
      {withdrawals.map(({ organisation, by, reason, at }) => (
        <div key={organisation} className="flex items-start gap-3">
          <CircleSlash aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger-text" />
          <div className="grid min-w-0 gap-0.5">
            <p className="break-words">
              <bdi className="font-medium">{by ?? "Someone"}</bdi> withdrew this token’s access to{" "}
              <bdi className="font-medium">{organisation}</bdi> <Time at={at} tense="past" />. Its requests are denied
              there. It works everywhere else. Ask that organisation to restore it.
            </p>
            {reason !== null && (
              <p className="break-words">
                Reason: <bdi>{reason}</bdi>
              </p>
            )}
          </div>
        </div>
      ))}
    </section>
  );
}
