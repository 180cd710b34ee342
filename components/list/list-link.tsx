"use client";

import type { ComponentProps } from "react";
import { Link } from "@/components/ui/link";
import { useAnyList } from "./list-state";

/** A link to another view of the list. A plain link without JavaScript. */
export function ListLink({ href, ...props }: Omit<ComponentProps<typeof Link>, "href"> & { href: string }) {
  const { go } = useAnyList();
  return (
    <Link
      {...props}
      href={href}
      scroll={false}
      prefetch={false}
      onNavigate={(event) => {
        event.preventDefault();
        go(href);
      }}
    />
  );
}
