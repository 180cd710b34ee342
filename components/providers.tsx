"use client";

import { getNonce, setNonce } from "get-nonce";
import { type ReactNode, useState } from "react";
import { Tips } from "./ui/tips";

/**
 * What every page of the browser shares. `nonce` goes to the one library that writes a `<style>` of its own (Radix' scroll lock). Only the first one
 * counts: the document keeps the policy it was loaded with, while a refresh of the layout brings a new nonce.
 */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  useState(() => {
    // On the server the module is shared by all requests; nothing writes a style there.
    if (typeof window !== "undefined" && nonce && !getNonce()) setNonce(nonce);
  });
  return (
    <>
      {children}
      <Tips />
    </>
  );
}
