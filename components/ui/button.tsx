import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { Spinner } from "./spinner";

export const buttonVariants = cva("button [&_svg]:size-4 [&_svg]:shrink-0", {
  variants: {
    variant: {
      primary: "border-transparent bg-primary text-primary-foreground hover:bg-primary-hover",
      secondary: "border-border bg-surface text-foreground hover:bg-hover",
      ghost: "border-transparent text-foreground hover:bg-hover",
      danger: "border-transparent bg-danger text-danger-foreground hover:bg-danger-hover",
      link: "link h-auto! rounded-sm border-0 px-0! font-normal",
    },
    size: {
      sm: "h-8 px-3 text-[0.8125rem]",
      md: "h-9 px-4 pointer-coarse:h-11",
      lg: "h-11 px-5 text-[0.9375rem]",
      icon: "size-9 pointer-coarse:size-11",
      "icon-sm": "size-8",
    },
  },
  defaultVariants: { variant: "secondary", size: "md" },
});

export type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonVariants> & {
    /** Apply the look to the child (a link) instead of rendering a button. */
    asChild?: boolean;
    /** The action is running: the button says so, keeps the focus and its width, and ignores further presses. */
    pending?: boolean;
  };

const INNER = "inline-flex items-center justify-center gap-[inherit]";

/** `variant="primary"` once per page or dialog. `type` is `button` unless given. */
export function Button({
  className,
  variant,
  size,
  asChild = false,
  pending = false,
  children,
  ...props
}: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type="button"
      className={classes}
      {...props}
      aria-disabled={pending || props["aria-disabled"] || undefined}
      onClick={pending ? (event) => event.preventDefault() : props.onClick}
    >
      {pending && <Spinner className="absolute" />}
      <span className={pending ? `${INNER} opacity-0` : INNER}>{children}</span>
    </button>
  );
}
