import type { ReactNode } from "react";
import { Wordmark } from "@/components/brand/wordmark";
import { Footer } from "@/components/shell/footer";
import { env } from "@/lib/env";

/** The layout of the pages before sign-in: one quiet column without distractions. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto flex h-14 w-full max-w-6xl items-center px-4 sm:px-6">
        <Wordmark name={env().BRAND_NAME} />
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-104 flex-1 px-4 pt-8 pb-16 sm:px-0 sm:pt-[10vh] sm:pb-24"
      >
        <div className="sm:rounded-xl sm:border sm:bg-surface sm:p-8">{children}</div>
      </main>
      <Footer />
    </div>
  );
}
