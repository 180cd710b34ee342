"use client";

// biome-ignore lint/style/noRestrictedImports: this is the one place for it.
import NextLink from "next/link";
import { type ComponentProps, useState } from "react";

/**
 * A link to a page of ours, which is loaded ahead once the pointer or the focus comes to it. By itself Next.js asks for each link that is
 * in view, twice: with the shell's alone a page would cost the server sixteen more.
 * @param props.prefetch `false`: not even then
 */
export function Link({
  prefetch,
  onPointerEnter,
  onPointerLeave,
  onFocus,
  onBlur,
  ...props
}: ComponentProps<typeof NextLink>) {
  // Not for good: what is wanted is asked for again with each refresh of the page.
  const [isWanted, setIsWanted] = useState(false);
  return (
    <NextLink
      {...props}
      prefetch={isWanted ? prefetch : false}
      onPointerEnter={(event) => {
        onPointerEnter?.(event);
        setIsWanted(true);
      }}
      onPointerLeave={(event) => {
        onPointerLeave?.(event);
        setIsWanted(false);
      }}
      onFocus={(event) => {
        onFocus?.(event);
        setIsWanted(true);
      }}
      onBlur={(event) => {
        onBlur?.(event);
        setIsWanted(false);
      }}
    />
  );
}
