"use client";

import { useRef } from "react";
import { AlertDialog, AlertDialogContent, AlertDialogHeader } from "@/components/ui/alert-dialog";
import type { SuspensionReason } from "@/lib/session/rendered-for";
import { AtProvider } from "./at-provider";
import { type PageAccount, useWhoIsHere } from "./who-is-here";
import { WithPassword } from "./with-password";

/**
 * Says that what was asked for waits for its account to sign in again, and offers that in place. It cannot be put aside: what
 * waits would neither be done nor refused. Leaving the page is the other way out.
 * @param why undefined while nothing waits
 */
export function SignInAgain({
  why,
  account,
  providerName,
  onSignedIn,
  restoreFocus,
}: {
  why: SuspensionReason | undefined;
  account: PageAccount;
  providerName: string | undefined;
  onSignedIn: () => void;
  restoreFocus: () => void;
}) {
  const { other: seen, look } = useWhoIsHere(why !== undefined, account, onSignedIn);
  const other = seen === undefined && why === "other_account" ? "another account" : (seen ?? undefined);
  const content = useRef<HTMLDivElement>(null);
  const way = { account, other, onSignedIn };
  return (
    <AlertDialog open={why !== undefined}>
      <AlertDialogContent
        ref={content}
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          content.current?.querySelector<HTMLElement>("input[type=password], a")?.focus();
        }}
        className="sm:max-w-md"
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          restoreFocus();
        }}
      >
        <AlertDialogHeader title={other === undefined ? "You’re signed out" : "Another account is signed in"}>
          {other === undefined ? (
            <p>Your session has ended, so nothing was done yet. Sign in again to continue. What you entered is kept.</p>
          ) : (
            <p>
              This page belongs to <Email>{account.email}</Email>, but <Email>{other}</Email> is signed in now. Nothing
              was done yet. Who do you want to continue as?
            </p>
          )}
        </AlertDialogHeader>
        {account.method === "password" ? (
          <WithPassword {...way} />
        ) : (
          <AtProvider {...way} providerName={providerName ?? "single sign-on"} look={look} />
        )}
      </AlertDialogContent>
    </AlertDialog>
  );
}

function Email({ children }: { children: string }) {
  return <span className="wrap-anywhere font-medium text-foreground">{children}</span>;
}
