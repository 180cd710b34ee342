import type { InvitationRow } from "@/db/organisation/invitation";

/** What a guest will see: nothing else of the organisation. */
export function InvitedApplications({ invitation }: { invitation: InvitationRow }) {
  if (invitation.role !== "guest") return null;
  if (invitation.applications.length === 0) {
    return (
      <p className="mb-6 text-muted-foreground text-sm">
        As a guest, you only see applications you’re added to: none yet.
      </p>
    );
  }
  return (
    <div className="mb-6 text-sm">
      <p className="text-muted-foreground">As a guest, you only see these applications:</p>
      <ul className="mt-2 grid gap-1">
        {invitation.applications.map(({ id, name, access }) => (
          <li key={id} className="flex justify-between gap-4">
            <span className="min-w-0 break-words font-medium">{name}</span>
            <span className="shrink-0 text-muted-foreground">{access === "write" ? "read and write" : "read"}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
