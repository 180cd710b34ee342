import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { AuthHeading } from "./auth-heading";

export type Again = { label: string; href: string };

/** A mailed link that does not work, why that may be, and how to get one that does. @param lived how long one works */
export function DeadLink({ lived, again }: { lived: string; again: Again }) {
  return (
    <>
      <AuthHeading title="This link doesn’t work">
        It has been used, replaced by a newer one, or is older than {lived}. If you copied it, part of it may be
        missing.
      </AuthHeading>
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="primary">
          <Link href={again.href}>{again.label}</Link>
        </Button>
        <Button asChild>
          <Link href="/login">Sign in</Link>
        </Button>
      </div>
    </>
  );
}
