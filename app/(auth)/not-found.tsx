import Link from "next/link";
import { Button } from "@/components/ui/button";
import { AuthHeading } from "./auth-heading";

export const metadata = { title: "Not found" };

/** Shown above all once setup is over. */
export default function AuthNotFound() {
  return (
    <div>
      <AuthHeading title="There is nothing here">
        If you came to set this instance up: that is done. Sign in with the account that was made.
      </AuthHeading>
      <Button asChild variant="primary">
        <Link href="/login">Sign in</Link>
      </Button>
    </div>
  );
}
