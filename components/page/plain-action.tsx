import type { ComponentProps } from "react";

const LOOKS = {
  primary: "border-transparent bg-primary text-primary-foreground hover:bg-primary-hover",
  secondary: "border-border bg-surface text-foreground hover:bg-hover",
};

const look = (variant: keyof typeof LOOKS) => `button h-9 px-4 pointer-coarse:h-11 ${LOOKS[variant]}`;

/**
 * What looks like `Button`, for what stands in place of a page that failed. Every page loads that beforehand, several times over for each layout
 * around it, so it brings nothing along.
 */
export function PlainButton({ variant, ...props }: { variant: keyof typeof LOOKS } & ComponentProps<"button">) {
  return <button type="button" className={look(variant)} {...props} />;
}

/** A link that looks like it, and loads the page anew. */
export function PlainLink({ variant, ...props }: { variant: keyof typeof LOOKS } & ComponentProps<"a">) {
  return <a className={look(variant)} {...props} />;
}
