import { Link } from "@/components/ui/link";
import { env } from "@/lib/env";

/** The docs and the way to support, at the foot of every page. */
export function Footer() {
  const { SUPPORT_URL, BRAND_NAME } = env();
  return (
    <footer className="border-t print:hidden noscript:order-2 noscript:mt-16">
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center gap-x-6 gap-y-2 px-4 py-5 text-[0.8125rem] text-muted-foreground sm:px-6">
        <span className="mr-auto min-w-0 truncate">{BRAND_NAME}</span>
        <Link href="/docs" className="link">
          Docs
        </Link>
        <Link href="/docs/api" className="link">
          API reference
        </Link>
        {SUPPORT_URL && (
          <a href={SUPPORT_URL} className="link">
            Support
          </a>
        )}
      </div>
    </footer>
  );
}
