import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Wordmark } from "@/components/brand/wordmark";
import { SessionGuard } from "@/components/session/session-guard";
import { parseTheme, THEME_COOKIE } from "@/components/theme/theme";
import { TimeProvider } from "@/components/ui/time-context";
import { Toaster } from "@/components/ui/toast";
import { db } from "@/db/database";
import { personName } from "@/lib/access-token/json";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { env } from "@/lib/env";
import { countUnread } from "@/lib/notice/read";
import { oidcProvider } from "@/lib/oidc/provider";
import { Bell } from "./bell";
import { Footer } from "./footer";
import { initials } from "./initials";
import { NavLink } from "./nav-link";
import { NoScript } from "./no-script";
import { NotCome } from "./not-come";
import { OwnQueries } from "./own-queries";
import { UserMenu } from "./user-menu";

/** What surrounds every page of a signed-in person. */
export async function Shell({ principal, children }: { principal: SessionPrincipal; children: ReactNode }) {
  const [jar, unread] = await Promise.all([cookies(), countUnread(db, principal.user.id)]);
  const theme = parseTheme(jar.get(THEME_COOKIE)?.value);
  const { user } = principal;
  return (
    <TimeProvider now={principal.now} timezone={user.timezone}>
      <OwnQueries key={user.id}>
        <Toaster>
          <SessionGuard
            account={{ id: user.id, email: user.email, method: principal.session.method }}
            providerName={oidcProvider()?.name}
          />
          <div className="flex min-h-dvh flex-col noscript:contents">
            <header className="sticky top-0 z-30 border-b bg-surface print:hidden">
              <div className="flex h-14 w-full items-center gap-x-6 px-4 sm:px-5">
                <UserMenu
                  name={personName(user)}
                  email={user.email}
                  initials={initials(user)}
                  organisations={principal.organisations.map(({ slug, name }) => ({ slug, name }))}
                  theme={theme}
                />
                <nav aria-label="Main" className="hidden items-center gap-5 md:flex">
                  <NavLink href="/">Overview</NavLink>
                  <NavLink href="/account/access-tokens">Access Tokens</NavLink>
                  <NavLink href="/docs">Docs</NavLink>
                </nav>
                <div className="ml-auto flex shrink-0 items-center gap-x-3 sm:gap-x-4">
                  <Bell unread={unread} asOf={principal.now.toISOString()} />
                  <Wordmark name={env().BRAND_NAME} compact className="shrink-0" />
                </div>
              </div>
            </header>
            <NoScript />
            <main
              id="main"
              tabIndex={-1}
              className="mx-auto w-full max-w-6xl flex-1 px-4 pt-7 pb-16 sm:px-6 sm:pt-9 noscript:flex-none noscript:pb-0"
            >
              {children}
            </main>
            <NotCome />
            <Footer />
          </div>
        </Toaster>
      </OwnQueries>
    </TimeProvider>
  );
}
