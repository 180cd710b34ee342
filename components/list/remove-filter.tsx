"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { ListLink } from "./list-link";
import { useAnyList } from "./list-state";

/**
 * Takes a filter off the list.
 * @param words what is chosen
 * @param children shown before the cross
 */
export function RemoveFilter({
  name,
  words,
  className,
  children,
}: {
  name: string;
  words: string;
  className: string;
  children?: ReactNode;
}) {
  const { href } = useAnyList();
  return (
    <ListLink href={href({ [name]: undefined })} aria-label={`Remove filter: ${words}`} className={className}>
      {children}
      <X aria-hidden="true" className="size-3.5 shrink-0" />
    </ListLink>
  );
}
