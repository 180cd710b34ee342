import { Badge } from "@/components/ui/badge";
import type { Field } from "./documented";

type Props = {
  method: string;
  path: string;
  summary: string;
  scope: string;
  fields?: readonly Field[];
  answer: string;
};

/** One endpoint: what it does, the scope it needs, what it takes and what it answers. */
export function EndpointReference({ method, path, summary, scope, fields, answer }: Props) {
  return (
    <section aria-label={`${method} ${path}`} className="rounded-lg border bg-surface">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 border-b px-4 py-3">
        <h3 className="break-all font-mono text-sm">
          <span className="mr-2.5 inline-block min-w-14 font-semibold">{method}</span>
          {path}
        </h3>
        <Badge variant={scope.includes(":") ? "code" : "neutral"}>{needs(scope)}</Badge>
      </div>
      <div className="grid gap-3 px-4 py-3 text-sm leading-6">
        <p>{summary}</p>
        {fields && (
          <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[11rem_minmax(0,1fr)]">
            {fields.map(({ name, text }) => (
              <div key={name} className="contents">
                <dt className="font-mono text-[0.8125rem] leading-6">{name}</dt>
                <dd className="text-muted-foreground max-sm:mb-1.5">{text}</dd>
              </div>
            ))}
          </dl>
        )}
        <p className="text-muted-foreground">
          Answers {answer}.{method === "PATCH" && " PUT does the same."}
        </p>
      </div>
    </section>
  );
}

function needs(scope: string): string {
  if (scope === "any") return "any token";
  return scope === "none" ? "no token" : scope;
}
