/** How a secret is built, part by part. Not a secret itself: dots stand for the random part. */
export function SecretAnatomy({ prefix }: { prefix: string }) {
  const parts = [
    { text: `${prefix}_`, name: "Prefix", why: "Names the issuer, so that secret scanners recognise it." },
    { text: "pat_", name: "Kind", why: "Personal, organisation or command line." },
    {
      text: "••••••••••••••••••••••••••••••",
      name: "30 characters",
      why: "178 bits of entropy: infeasible to guess.",
    },
    {
      text: "••h3Qz",
      name: "6 characters",
      why: "A checksum that tells a typo from a revoked token without a database lookup.",
    },
  ];
  return (
    <section aria-labelledby="anatomy" className="mt-24 mb-28 grid gap-8 sm:mt-32">
      <h2 id="anatomy" className="font-semibold text-2xl leading-8 tracking-[-0.022em]">
        Double-click selects all of it
      </h2>
      <dl className="grid gap-x-1.5 gap-y-6 md:grid-cols-[auto_auto_1fr_auto]">
        {parts.map(({ text, name, why }) => (
          <div key={name} className="grid min-w-0 content-start gap-2">
            <dt className="grid gap-2">
              <span
                aria-hidden="true"
                className="w-fit max-w-full overflow-hidden whitespace-nowrap border-input border-b-2 pr-1 pb-2 font-mono text-[1.0625rem] tracking-[-0.03em] md:w-auto md:text-xl md:tracking-[-0.01em]"
              >
                {text}
              </span>
              <span className="font-medium text-sm">{name}</span>
            </dt>
            <dd className="max-w-56 text-muted-foreground text-sm">{why}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
