import { cn } from "@/components/ui/cn";

/** The visible end of a secret. It does not wrap. */
export function Hint({ children, className }: { children: string; className?: string }) {
  return <span className={cn("whitespace-nowrap font-mono text-[0.8125rem]", className)}>{children}</span>;
}
