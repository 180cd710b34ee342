import { Badge } from "@/components/ui/badge";
import { AnswerDetails } from "./answer-details";
import { FieldList } from "./field-list";
import { ProblemCodes } from "./problem-codes";
import type { EndpointReference as Props } from "./reference";

/** One endpoint: what it does, what it needs, what it takes and what it answers. */
export function EndpointReference({ method, path, summary, scope, permission, fields, answers, problems }: Props) {
  return (
    <section aria-label={`${method} ${path}`} className="min-w-0 rounded-lg border bg-surface">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 border-b px-4 py-3">
        <h3 className="break-all font-mono text-sm">
          <span className="mr-2.5 inline-block min-w-14 font-semibold">{method}</span>
          {path}
        </h3>
        <Badge variant={scope.includes(":") ? "code" : "neutral"}>{needs(scope)}</Badge>
      </div>
      <div className="grid gap-3 px-4 py-3 text-sm leading-6">
        <p>{summary}</p>
        {permission && (
          <p className="text-muted-foreground">
            Needs{" "}
            <a href="/docs/permissions" className="link break-words font-mono text-[0.8125rem]">
              {permission}
            </a>{" "}
            in the organisation.
          </p>
        )}
        {fields.length > 0 && <FieldList fields={fields} />}
        {answers.map((answer) => (
          <AnswerDetails key={answer.status} of={`${method} ${path}`} answer={answer} alsoPut={method === "PATCH"} />
        ))}
        {problems.length > 0 && (
          <p className="text-muted-foreground">
            Also refuses with <ProblemCodes codes={problems} />.
          </p>
        )}
      </div>
    </section>
  );
}

function needs(scope: string): string {
  if (scope === "any") return "any token";
  return scope === "none" ? "no token" : scope;
}
