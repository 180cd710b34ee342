"use client";

import { Bell, Building2, ChevronDown, History, KeyRound, LogOut, ShieldCheck, UserRound } from "lucide-react";
import Link from "next/link";
import { startTransition } from "react";
import type { Theme } from "@/components/theme/theme";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuGroup,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { signOutAction } from "./actions";
import { Avatar } from "./avatar";
import { ThemeItems } from "./theme-items";

export type UserMenuProps = {
  name: string;
  email: string;
  initials: string;
  organisations: readonly { slug: string; name: string }[];
  theme: Theme;
};

/** The way to everything that is the person's own. Stands in the top-left corner of every page. */
export function UserMenu({ name, email, initials, organisations, theme }: UserMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" className="-ml-1.5 min-w-0 shrink gap-2 px-1.5" aria-label="User menu">
          <Avatar initials={initials} />
          <span className="max-w-40 truncate sm:max-w-60">{name}</span>
          <ChevronDown aria-hidden="true" className="text-muted-foreground" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-66">
        <p className="truncate px-2.5 pt-1.5 pb-2 text-[0.8125rem] text-muted-foreground">{email}</p>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/account/profile">
            <UserRound aria-hidden="true" /> Profile
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href="/account/access-tokens">
            <KeyRound aria-hidden="true" /> Access Tokens
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href="/account/security">
            <ShieldCheck aria-hidden="true" /> Security
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href="/account/notifications">
            <Bell aria-hidden="true" /> Notifications
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href="/account/activity">
            <History aria-hidden="true" /> Activity
          </Link>
        </DropdownMenuItem>
        {organisations.length > 0 && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuGroup aria-label="Organisations">
              <DropdownMenuLabel>Organisations</DropdownMenuLabel>
              {organisations.map((organisation) => (
                <DropdownMenuItem key={organisation.slug} asChild>
                  <Link href={`/organisations/${organisation.slug}`}>
                    <Building2 aria-hidden="true" /> <span className="truncate">{organisation.name}</span>
                  </Link>
                </DropdownMenuItem>
              ))}
            </DropdownMenuGroup>
          </>
        )}
        <DropdownMenuSeparator />
        <ThemeItems theme={theme} />
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => startTransition(() => signOutAction())}>
          <LogOut aria-hidden="true" /> Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
