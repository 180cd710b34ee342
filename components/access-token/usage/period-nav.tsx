import { Link } from "@/components/ui/link";
import { USAGE_PERIODS, type UsagePeriod } from "@/lib/access-token/usage/period";

/** Leads to the use of 7, 30 or 90 days: links, which work without a script. @param page the path of the token's page */
export function PeriodNav({ page, period }: { page: string; period: UsagePeriod }) {
  return (
    <nav aria-label="Period" className="flex rounded-md border bg-sunken p-0.5">
      {USAGE_PERIODS.map((days) => (
        <Link
          key={days}
          href={`${page}?days=${days}#use`}
          replace
          scroll={false}
          aria-current={days === period ? "true" : undefined}
          className="rounded-[5px] px-2.5 text-[0.8125rem] text-muted-foreground leading-6.5 transition-colors duration-100 hover:text-foreground aria-[current]:bg-raised aria-[current]:font-medium aria-[current]:text-foreground aria-[current]:shadow-[0_0_0_1px_var(--border)] pointer-coarse:leading-10"
        >
          {days} days
        </Link>
      ))}
    </nav>
  );
}
