import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { NoticePage } from "./notice-page";

export function NotFoundNotice() {
  return (
    <NoticePage
      code="404"
      title="There is nothing here that you can see"
      actions={
        <>
          <Button asChild variant="primary">
            <Link href="/">Go to the start page</Link>
          </Button>
          <Button asChild>
            <Link href="/account/access-tokens">My access tokens</Link>
          </Button>
        </>
      }
    >
      <p>
        The address may be mistyped, or what it led to was removed. A page of an organisation that you are not a member
        of looks exactly like this too: ask one of its administrators to invite you.
      </p>
    </NoticePage>
  );
}
