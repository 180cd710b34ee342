import type { Field } from "@/lib/api/endpoint/fields";

/** Fields by name, each with what there is to say about it. */
export function FieldList({ fields }: { fields: readonly Field[] }) {
  return (
    <dl className="grid gap-x-4 gap-y-1 text-sm leading-6 sm:grid-cols-[11rem_minmax(0,1fr)]">
      {fields.map(({ name, text, required }) => (
        <div key={name} className="contents">
          <dt className="break-words font-mono text-[0.8125rem] leading-6">{name}</dt>
          <dd className="text-muted-foreground max-sm:mb-1.5">
            {text}
            {required && <span className="whitespace-nowrap text-foreground">; required</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
