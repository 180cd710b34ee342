"use client";

import { Bell, ChevronDown, History, KeyRound, LogOut, Plus, ShieldCheck, UserRound } from "lucide-react";
import Link from "next/link";
import { useCallback, useRef, useState } from "react";
import { CreateOrganisationDialog } from "@/components/organisation/create-dialog";
import type { Theme } from "@/components/theme/theme";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Avatar } from "./avatar";
import { OrganisationItems } from "./organisation-items";
import { ThemeItems } from "./theme-items";
import { useSignOut } from "./use-sign-out";

export type UserMenuProps = {
  name: string;
  email: string;
  initials: string;
  organisations: readonly { slug: string; name: string }[];
  theme: Theme;
};

/** The way to everything that is the person's own. Stands in the top-left corner of every page. */
export function UserMenu({ name, email, initials, organisations, theme }: UserMenuProps) {
  const [creating, setCreating] = useState(false);
  const signOut = useSignOut();
  // The dialog opens when the menu has gone: closing, the menu would take the focus away from it again.
  const createsNext = useRef(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setCreating(false), []);
  const backToMenu = (event: Event) => {
    event.preventDefault();
    trigger.current?.focus();
  };
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button ref={trigger} variant="ghost" className="-ml-1.5 min-w-0 shrink gap-2 px-1.5">
            <Avatar initials={initials} />
            <span className="max-w-40 truncate sm:max-w-60">{name}</span>
            <span className="sr-only">, user menu</span>
            <ChevronDown aria-hidden="true" className="text-muted-foreground" />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent
          align="start"
          className="w-66"
          onCloseAutoFocus={(event) => {
            if (!createsNext.current) return;
            createsNext.current = false;
            event.preventDefault();
            setCreating(true);
          }}
        >
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
          <DropdownMenuSeparator />
          <OrganisationItems organisations={organisations} />
          <DropdownMenuItem
            onSelect={() => {
              createsNext.current = true;
            }}
          >
            <Plus aria-hidden="true" /> New organisation
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <ThemeItems theme={theme} />
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={() => signOut()}>
            <LogOut aria-hidden="true" /> Sign out
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {creating && <CreateOrganisationDialog close={close} onCloseAutoFocus={backToMenu} />}
    </>
  );
}
