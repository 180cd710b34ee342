import type { ReactNode } from "react";
import { CodeBlock } from "@/components/docs/code-block";
import { Anchor } from "@/components/docs/prose";
import { Badge } from "@/components/ui/badge";
import { AnswerDetails } from "./answer-details";
import { CallExamples } from "./examples/call-examples";
import type { Language } from "./examples/languages";
import { exampleText } from "./examples/literal";
import { FieldList } from "./field-list";
import { MethodPath } from "./method-path";
import { ProblemCodes } from "./problem-codes";
import { callOf, type EndpointReference, operationOf } from "./reference";
import { TryIt } from "./try-it/try-it";

type Props = { endpoint: EndpointReference; language: Language };

/** One endpoint: what it does, what it needs, what it takes and answers, how it is called, and a form to call it. */
export function EndpointSection({ endpoint, language }: Props) {
  const { id, method, path, summary, places, parameters, fields, body, keyed, answers, problems, oauthErrors } =
    endpoint;
  const of = `${method} ${path}`;
  const call = callOf(endpoint);
  const operation = operationOf(endpoint);
  return (
    <section
      aria-labelledby={id}
      className="mt-12 grid grid-cols-[minmax(0,1fr)] gap-5 border-t pt-8 text-sm leading-6 first-of-type:mt-8"
    >
      <div className="grid gap-2">
        <h2 id={id} className="scroll-mt-24 text-base leading-6">
          <Anchor id={id}>
            <MethodPath method={method} path={path} />
          </Anchor>
        </h2>
        <p className="text-[0.9375rem]">{summary}</p>
        <Needs endpoint={endpoint} />
      </div>
      {places.length > 0 && (
        <Part title="Path">
          <FieldList fields={places} />
        </Part>
      )}
      {parameters.length > 0 && (
        <Part title="Query parameters">
          <FieldList fields={parameters} />
        </Part>
      )}
      {fields.length > 0 && (
        <Part title={body?.as === "form" ? "Body, as a form" : "Body"}>
          <FieldList fields={fields} />
          {method === "PATCH" && <p className="text-muted-foreground">PUT does the same.</p>}
        </Part>
      )}
      {keyed && (
        <p className="text-muted-foreground">
          Accepts an{" "}
          <a href="/docs/api#rules" className="link">
            Idempotency-Key
          </a>
          .
        </p>
      )}
      <Part title="Example">
        {call && <CallExamples id={id} of={of} call={call} language={language} />}
        {body?.as === "signed" && <CodeBlock label={`body of ${of}`} copy={false} code={exampleText(body.example)} />}
        {operation && <TryIt operation={operation} />}
      </Part>
      <Part title={answers.length === 1 ? "Response" : "Responses"}>
        {answers.map((answer) => (
          <AnswerDetails key={answer.status} of={of} answer={answer} />
        ))}
        {problems.length > 0 && (
          <p className="text-muted-foreground">
            Also returns <ProblemCodes codes={problems} />.
          </p>
        )}
        {oauthErrors.length > 0 && (
          <>
            <p className="text-muted-foreground">Also returns status 400 with these errors:</p>
            <FieldList fields={oauthErrors} />
          </>
        )}
      </Part>
    </section>
  );
}

/** Who may: the scopes of the token, and the permission of whoever it acts for. */
function Needs({ endpoint: { token, scopes, permission } }: { endpoint: EndpointReference }) {
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted-foreground">
      Requires
      {!token && <Badge>no token</Badge>}
      {token && scopes.length === 0 && <Badge>any token</Badge>}
      {scopes.map((scope) => (
        <Badge key={scope} variant="code">
          {scope}
        </Badge>
      ))}
      {permission && (
        <span>
          and{" "}
          <a href="/docs/permissions" className="link break-words font-mono text-[0.8125rem]">
            {permission}
          </a>{" "}
          in the organisation
        </span>
      )}
    </p>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <h3 className="font-medium text-[0.8125rem] leading-5">{title}</h3>
      {children}
    </div>
  );
}
