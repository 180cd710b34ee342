"use client";

import { Bell, History, Keyboard, KeyRound, LogOut, Plus, ShieldCheck, UserRound } from "lucide-react";
import { useCallback, useRef, useState } from "react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Link } from "@/components/ui/link";
import { useLater } from "@/components/ui/use-later";
import { beginAtFirst } from "@/components/ui/use-opener";
import { useCommands } from "./commands/commands-context";
import { OrganisationItems } from "./organisation-items";
import { ThemeItems } from "./theme-items";
import { useSignOut } from "./use-sign-out";
import { UserMenuButton, type UserMenuProps } from "./user-menu-button";

const loadDialog = () => import("@/components/organisation/create-dialog");

/** The menu of `UserMenu`, which opened it. @param byKeyboard begin at the first item */
export function OpenUserMenu({ byKeyboard, ...props }: UserMenuProps & { byKeyboard: boolean }) {
  const { email, organisations, theme } = props;
  const [creating, setCreating] = useState(false);
  const signOut = useSignOut();
  const showCommand = useCommands();
  // A dialog opens when the menu has gone: closing, the menu would take the focus away from it again.
  const next = useRef<() => void>(undefined);
  const trigger = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setCreating(false), []);
  const later = useLater(loadDialog, creating, close);
  const backToMenu = (event: Event) => {
    event.preventDefault();
    trigger.current?.focus();
  };
  return (
    <>
      <DropdownMenu defaultOpen>
        <DropdownMenuTrigger asChild>
          <UserMenuButton ref={trigger} {...props} />
        </DropdownMenuTrigger>
        <DropdownMenuContent
          ref={byKeyboard ? beginAtFirst : undefined}
          align="start"
          className="w-66"
          onCloseAutoFocus={(event) => {
            const show = next.current;
            if (show === undefined) return;
            next.current = undefined;
            event.preventDefault();
            show();
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
              next.current = () => setCreating(true);
            }}
          >
            <Plus aria-hidden="true" /> New organisation
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <ThemeItems theme={theme} />
          <DropdownMenuSeparator />
          <DropdownMenuItem
            onSelect={() => {
              next.current = () => {
                trigger.current?.focus();
                showCommand({ type: "keys" });
              };
            }}
          >
            <Keyboard aria-hidden="true" /> Keyboard shortcuts
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => signOut()}>
            <LogOut aria-hidden="true" /> Sign out
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {later && creating && <later.CreateOrganisationDialog close={close} onCloseAutoFocus={backToMenu} />}
    </>
  );
}
