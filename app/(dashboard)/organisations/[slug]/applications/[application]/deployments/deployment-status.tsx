import { Status, type StatusTone } from "@/components/ui/status";
import type { DeploymentStatus as Name } from "@/lib/deployment/status";

const SHOWN: Readonly<Record<Name, { tone: StatusTone; words: string }>> = {
  queued: { tone: "neutral", words: "Queued" },
  running: { tone: "running", words: "Running" },
  succeeded: { tone: "active", words: "Succeeded" },
  failed: { tone: "revoked", words: "Failed" },
  cancelled: { tone: "expired", words: "Cancelled" },
  abandoned: { tone: "expired", words: "Abandoned" },
};

/** The status of a deployment as a dot and a word. */
export function DeploymentStatus({ status, className }: { status: Name; className?: string }) {
  const { tone, words } = SHOWN[status];
  return (
    <Status tone={tone} className={className}>
      {words}
    </Status>
  );
}
