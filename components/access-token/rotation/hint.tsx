import { cn } from "@/components/ui/cn";

/** What stays visible of a secret. It does not break in the middle. */
export function Hint({ children, className }: { children: string; className?: string }) {
  return <span className={cn("whitespace-nowrap font-mono text-[0.8125rem]", className)}>{children}</span>;
}
