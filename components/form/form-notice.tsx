import { CircleAlert, CircleCheck, Info } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

const tones = {
  danger: "border-danger/30 bg-danger-soft text-danger-text",
  warning: "border-warning/40 bg-warning-soft text-warning-text",
  neutral: "border-border bg-sunken text-foreground",
  done: "border-active/30 bg-active-soft text-active-text",
} as const;

const icons = { danger: CircleAlert, warning: CircleAlert, neutral: Info, done: CircleCheck } as const;

/** What a form as a whole has to say, above its fields. Refusals are announced at once, the rest when there is a pause. */
export function FormNotice({ tone, children }: { tone: keyof typeof tones; children: ReactNode }) {
  const Icon = icons[tone];
  return (
    <div
      role={tone === "danger" || tone === "warning" ? "alert" : "status"}
      className={cn("flex items-start gap-2.5 rounded-md border px-3.5 py-2.5 text-sm leading-5", tones[tone])}
    >
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <div className="wrap-anywhere min-w-0">{children}</div>
    </div>
  );
}
