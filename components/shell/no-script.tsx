import { Link } from "@/components/ui/link";

/** Where no script runs: why buttons are missing, and the pages that the user menu leads to. */
export function NoScript() {
  return (
    <div className="hidden border-b bg-warning-soft text-sm text-warning-text noscript:block">
      <div className="mx-auto grid w-full max-w-6xl gap-1.5 px-4 py-3 sm:px-6">
        <p>
          JavaScript is off, so buttons that need it, such as those to create or revoke tokens, are not shown. Turn it
          on to use them.
        </p>
        <nav aria-label="Account" className="flex flex-wrap gap-x-4 gap-y-1">
          {PAGES.map(({ href, words }) => (
            <Link key={href} href={href} className="link">
              {words}
            </Link>
          ))}
        </nav>
      </div>
    </div>
  );
}

const PAGES = [
  { href: "/", words: "Overview" },
  { href: "/account/access-tokens", words: "Access Tokens" },
  { href: "/account/activity", words: "Activity" },
  { href: "/account/notifications", words: "Notifications" },
  { href: "/account/profile", words: "Profile" },
  { href: "/account/security", words: "Security" },
] as const;
