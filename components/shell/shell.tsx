import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Wordmark } from "@/components/brand/wordmark";
import { SessionGuard } from "@/components/session/session-guard";
import { parseTheme, THEME_COOKIE } from "@/components/theme/theme";
import { Link } from "@/components/ui/link";
import { TimeProvider } from "@/components/ui/time-context";
import { Toaster } from "@/components/ui/toast";
import { db } from "@/db/database";
import { personName } from "@/lib/access-token/json";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { env } from "@/lib/env";
import { countUnread } from "@/lib/notice/read";
import { oidcProvider } from "@/lib/oidc/provider";
import { Avatar } from "./avatar";
import { Bell } from "./bell";
import { Commands } from "./commands/commands";
import { PaletteButton } from "./commands/palette-button";
import { Footer } from "./footer";
import { GRID } from "./grid";
import { initials } from "./initials";
import { Breadcrumb } from "./navigation/breadcrumb";
import { placesOf } from "./navigation/places-of";
import { SideNav } from "./navigation/side-nav";
import { NoScript } from "./no-script";
import { NotCome } from "./not-come";
import { OwnQueriesProvider } from "./own-queries";
import { UserMenu } from "./user-menu";

// Where ⌘ stands for Ctrl.
const APPLE = /\b(Macintosh|iPhone|iPad)\b/;

/** What surrounds every page of a signed-in person. @param isNowhere it surrounds what says that there is no such page */
export async function Shell({
  principal,
  isNowhere = false,
  children,
}: {
  principal: SessionPrincipal;
  isNowhere?: boolean;
  children: ReactNode;
}) {
  const [jar, unread, places] = await Promise.all([cookies(), countUnread(db, principal.user.id), placesOf(principal)]);
  const theme = parseTheme(jar.get(THEME_COOKIE)?.value);
  const { user, client } = principal;
  const keyboard = { singleKeys: user.singleKeyShortcuts, isApple: APPLE.test(client.userAgent) };
  return (
    <TimeProvider now={principal.now} timezone={user.timezone}>
      <OwnQueriesProvider key={user.id}>
        <Toaster>
          <SessionGuard
            account={{ id: user.id, email: user.email, method: principal.session.method }}
            providerName={oidcProvider()?.name}
          />
          <Commands places={places} keyboard={keyboard}>
            <div className="flex min-h-dvh flex-col noscript:contents">
              <header className="sticky top-0 z-30 border-b bg-surface print:hidden">
                <div className={`${GRID} flex h-14 items-center gap-x-2 wide:gap-x-8`}>
                  <div className="flex shrink-0 wide:w-50">
                    <UserMenu
                      name={personName(user)}
                      email={user.email}
                      initials={initials(user)}
                      organisations={places.organisations}
                      theme={theme}
                    />
                    {/* Without scripts there is no menu: its pages are in the sidebar of the overview. */}
                    <Link href="/" className="hidden items-center gap-2 font-medium text-sm noscript:flex">
                      <Avatar initials={initials(user)} />
                      <span className="max-w-48 truncate">{personName(user)}</span>
                    </Link>
                  </div>
                  <Breadcrumb places={places} isNowhere={isNowhere} />
                  <div className="ml-auto flex shrink-0 items-center gap-x-1 sm:gap-x-2">
                    <PaletteButton isApple={keyboard.isApple} />
                    <Link
                      href="/docs"
                      className="rounded-md px-2 py-1.5 text-muted-foreground text-sm transition-colors duration-100 hover:text-foreground max-lg:hidden"
                    >
                      Docs
                    </Link>
                    <Bell unread={unread} asOf={principal.now.toISOString()} />
                    <Wordmark name={env().BRAND_NAME} compact className="ml-1 shrink-0 sm:ml-2" />
                  </div>
                </div>
              </header>
              <NoScript />
              <div className={`${GRID} flex-1 wide:flex wide:gap-x-8 print:block noscript:flex-none`}>
                <SideNav places={places} isNowhere={isNowhere} />
                <main
                  id="main"
                  data-shell=""
                  tabIndex={-1}
                  className="min-w-0 pt-6 pb-16 sm:pt-8 wide:flex-1 wide:pt-9 noscript:pb-0"
                >
                  {children}
                </main>
              </div>
              <NotCome />
              <Footer grid={GRID} />
            </div>
          </Commands>
        </Toaster>
      </OwnQueriesProvider>
    </TimeProvider>
  );
}
