import { NoticePage } from "@/components/page/notice-page";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";

/** Stands where the page for setting an instance up was, once that is done. */
export function SetUpAlready() {
  return (
    <NoticePage
      code="404"
      title="Setup is already done"
      actions={
        <Button asChild variant="primary">
          <Link href="/login">Sign in</Link>
        </Button>
      }
    >
      <p>This instance has been set up. Sign in with the account that was created.</p>
    </NoticePage>
  );
}
