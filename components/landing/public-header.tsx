import { Wordmark } from "@/components/brand/wordmark";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { env } from "@/lib/env";

/** Head of the pages that need no sign-in. */
export function PublicHeader({ signedIn = false }: { signedIn?: boolean }) {
  const { BRAND_NAME, SUPPORT_URL } = env();
  return (
    <header className="border-b bg-surface print:hidden">
      <div className="mx-auto flex h-14 w-full max-w-6xl items-center gap-5 px-4 sm:px-6">
        <Wordmark name={BRAND_NAME} className="mr-auto" />
        <nav aria-label="Main" className="flex items-center gap-5 text-muted-foreground text-sm">
          <Link href="/docs" className="rounded-sm py-1 hover:text-foreground">
            Docs
          </Link>
          {SUPPORT_URL && (
            <a href={SUPPORT_URL} className="hidden rounded-sm py-1 hover:text-foreground sm:block">
              Support
            </a>
          )}
          <Button asChild size="sm">
            {signedIn ? <Link href="/account/access-tokens">Access Tokens</Link> : <Link href="/login">Sign in</Link>}
          </Button>
        </nav>
      </div>
    </header>
  );
}
