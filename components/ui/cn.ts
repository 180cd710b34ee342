import { type ClassValue, clsx } from "clsx";
import { mergeClasses } from "./merge-classes";

/** Class names joined; of two that set the same thing the later one wins. */
export function cn(...inputs: ClassValue[]): string {
  return mergeClasses(clsx(inputs));
}
