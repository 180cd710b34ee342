import { type ClassValue, clsx } from "clsx";
import { createTailwindMerge } from "tailwind-merge";
import { ALSO_SET, CLASS_GROUPS } from "./class-groups";

const merge = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups: CLASS_GROUPS,
  conflictingClassGroups: ALSO_SET,
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: ["*", "**", "after", "backdrop", "before", "details-content", "file", "first-letter"].concat(
    ["first-line", "marker", "placeholder", "selection"],
  ),
}));

/** Class names joined; of two that set the same thing the later one wins. */
export function cn(...inputs: ClassValue[]): string {
  return merge(clsx(inputs));
}
