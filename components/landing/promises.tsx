const PROMISES = [
  {
    figure: "1×",
    title: "a secret is ever shown",
    text: "Only a keyed hash is stored. A copy of the database gives no one access.",
  },
  {
    figure: "5 s",
    title: "until a revoke applies everywhere",
    text: "You get an answer once the revoke has taken effect.",
  },
  {
    figure: "100",
    title: "active tokens per person",
    text: "Enough for every laptop, job and server. Expired and revoked tokens don’t count.",
  },
  {
    figure: "0",
    title: "permissions beyond the owner’s",
    text: "People who leave an organisation immediately lose all access through their tokens.",
  },
] as const;

/** The guarantees about tokens, as numbers. */
export function Promises() {
  return (
    <section aria-labelledby="promises" className="mt-24 sm:mt-32">
      <h2 id="promises" className="sr-only">
        What you can rely on
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
