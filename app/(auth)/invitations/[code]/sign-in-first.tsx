import Link from "next/link";
import { Button } from "@/components/ui/button";

/** The invited address has an account: its owner signs in, and comes back. */
export function SignInFirst({ code }: { code: string }) {
  const callbackUrl = `/invitations/${encodeURIComponent(code)}`;
  return (
    <div className="grid gap-4">
      <p className="text-muted-foreground text-sm">There is an account with this address. Sign in to it to accept.</p>
      <Button asChild variant="primary" className="w-full">
        <Link href={`/login?${new URLSearchParams({ callbackUrl })}`}>Sign in</Link>
      </Button>
    </div>
  );
}
