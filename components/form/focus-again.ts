"use client";

/** Back to what opened the dialog; where it is gone, as *Revoke* is from a revoked row, to what it was about, or the heading. */
export function focusAgain(opener: HTMLElement | null): void {
  const described = document.getElementById(opener?.getAttribute("aria-describedby") ?? "");
  const heading = document.querySelector<HTMLElement>("main h1");
  if (heading) heading.tabIndex = -1;
  const target = opener?.isConnected ? opener : (described ?? heading);
  target?.focus();
}
