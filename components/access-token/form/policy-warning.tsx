"use client";

import { ShieldAlert } from "lucide-react";
import { useRef } from "react";
import { Time } from "@/components/ui/time";
import { usePolicyPreview } from "./use-policy-preview";

/** Says in a token's form which organisations' rules it would break as it stands. Nothing when it fits all. */
export function PolicyWarning({ uuid, isOwn }: { uuid?: string; isOwn: boolean }) {
  const ref = useRef<HTMLDivElement>(null);
  const against = usePolicyPreview(ref, uuid);
  return (
    <div ref={ref} role="status" className="empty:hidden">
      {against.length > 0 && (
        <div className="grid gap-2.5 rounded-lg border border-warning bg-warning-soft p-3.5 text-sm">
          {against.map(({ organisation, isInForce, since, rules }) => (
            <div key={`${organisation.slug} ${since}`} className="flex items-start gap-3">
              <ShieldAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning-text" />
              <p className="min-w-0 break-words">
                <strong className="font-medium">
                  The policy of <bdi>{organisation.name}</bdi>{" "}
                  {isInForce ? (
                    isOwn ? (
                      "does not allow this token:"
                    ) : (
                      "would block this token:"
                    )
                  ) : (
                    <>
                      will block this token from <Time at={since} as="exact" />:
                    </>
                  )}
                </strong>{" "}
                {rules.map(({ words }) => words).join(" ")}
              </p>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
