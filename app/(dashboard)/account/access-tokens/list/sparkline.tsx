import { countLabel, requestsLabel } from "@/lib/access-token/usage/labels";

const DAY_PX = 3;
const GAP_PX = 1;
const HEIGHT_PX = 16;
// A single request on a day beside one with thousands is still seen.
const LEAST_PX = 2;

/** Requests that were allowed on each of the last days, one line a day, today at the right. In words for screen readers. */
export function Sparkline({ daily }: { daily: readonly number[] }) {
  const most = Math.max(...daily);
  const width = daily.length * (DAY_PX + GAP_PX) - GAP_PX;
  const x = (index: number) => index * (DAY_PX + GAP_PX) + DAY_PX / 2;
  const bars = daily.flatMap((count, index) =>
    count === 0 ? [] : [`M${x(index)} ${HEIGHT_PX}v${-Math.max(LEAST_PX, (count / most) * HEIGHT_PX).toFixed(1)}`],
  );
  return (
    <svg
      role="img"
      aria-label={`${requestsLabel(daily.reduce((sum, count) => sum + count, 0))} in ${daily.length} days, at most ${countLabel(most)} on one, ${countLabel(daily.at(-1) ?? 0)} today`}
      viewBox={`0 0 ${width} ${HEIGHT_PX}`}
      className="block h-4 w-30 max-w-full @max-3xl:hidden"
      fill="none"
      strokeWidth={DAY_PX}
    >
      <path d={`M0 ${HEIGHT_PX - 0.5}H${width}`} className="stroke-border" strokeWidth="1" />
      <path d={bars.join("")} className="stroke-(--chart)" />
    </svg>
  );
}
