const PROMISES = [
  {
    figure: "1×",
    title: "is how often a secret is shown",
    text: "Only a keyed hash of it is kept. A copy of the database opens nothing.",
  },
  {
    figure: "5 s",
    title: "until a revoke holds everywhere",
    text: "The answer comes when it works, not when it is planned.",
  },
  {
    figure: "100",
    title: "active tokens for each person",
    text: "Enough for one per laptop, job and server. Expired and revoked ones do not count.",
  },
  {
    figure: "0",
    title: "rights more than its owner has",
    text: "Who leaves an organisation takes the reach of all his or her tokens along, at once.",
  },
] as const;

/** The guarantees about tokens, as numbers. */
export function Promises() {
  return (
    <section aria-labelledby="promises" className="mt-24 sm:mt-32">
      <h2 id="promises" className="sr-only">
        What is promised
      </h2>
      <dl className="grid gap-x-8 sm:grid-cols-2 lg:grid-cols-4">
        {PROMISES.map(({ figure, title, text }) => (
          <div key={figure} className="grid content-start gap-2 border-t py-5">
            <dt>
              <span className="block font-mono text-3xl tracking-[-0.04em]">{figure}</span>
              <span className="mt-2 block font-medium text-[0.9375rem]">{title}</span>
            </dt>
            <dd className="text-muted-foreground text-sm">{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
