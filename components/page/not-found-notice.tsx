import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { NoticePage } from "./notice-page";

export function NotFoundNotice() {
  return (
    <NoticePage
      code="404"
      title="Page not found"
      actions={
        <>
          <Button asChild variant="primary">
            <Link href="/">Back to home</Link>
          </Button>
          <Button asChild>
            <Link href="/account/access-tokens">My access tokens</Link>
          </Button>
        </>
      }
    >
      <p>
        The address may be mistyped, or the page may have been removed. Pages of organisations you don’t belong to look
        like this too: ask an administrator there to invite you.
      </p>
    </NoticePage>
  );
}
