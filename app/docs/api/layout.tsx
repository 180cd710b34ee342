import type { ReactNode } from "react";
import { KeepLanguage } from "./examples/keep-language";
import { TokenInUseProvider } from "./try-it/token-in-use";

/** What the pages of the reference share: the language of their examples, and the token that calls are tried with. */
export default function ApiReferenceLayout({ children }: { children: ReactNode }) {
  return (
    <TokenInUseProvider>
      {children}
      <KeepLanguage />
    </TokenInUseProvider>
  );
}
