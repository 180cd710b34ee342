/** Three token lives in outline, shown where there is no token yet. Decorative. */
export function TokenLines() {
  return (
    <svg viewBox="0 0 220 64" fill="none" aria-hidden="true" className="mb-1 h-16 w-55 max-w-full">
      {LINES.map(({ y, from, today, to }) => (
        <g key={y}>
          <path d={`M${from} ${y}H${today}M${from} ${y - 4}v8`} className="stroke-muted-foreground" strokeWidth="1.5" />
          <path d={`M${today} ${y}H${to}`} className="stroke-input" strokeDasharray="1 4" />
          <circle cx={today} cy={y} r="4" className="fill-background stroke-active" strokeWidth="1.75" />
        </g>
      ))}
    </svg>
  );
}

const LINES = [
  { y: 10, from: 4, today: 96, to: 216 },
  { y: 32, from: 40, today: 150, to: 216 },
  { y: 54, from: 74, today: 112, to: 190 },
] as const;
