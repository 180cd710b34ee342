import { ENDPOINTS } from "@/app/api/endpoints";
import type { ProblemCode } from "@/lib/api/answer/problem";
import type { Answer, Description, EmptyAnswer } from "@/lib/api/endpoint/description";
import { type Field, fieldsOf, notesOf } from "@/lib/api/endpoint/fields";
import { exampleText } from "./example-text";

export type AnswerReference = { status: string; text: string; example: string | null; notes: readonly Field[] };

/** An endpoint as the reference shows it. */
export type EndpointReference = Pick<Description, "method" | "path" | "summary" | "scope" | "permission"> & {
  fields: readonly Field[];
  answers: readonly AnswerReference[];
  problems: readonly ProblemCode[];
};

/** The reference of the API, made once from what the endpoints say of themselves. */
export const REFERENCE: readonly EndpointReference[] = ENDPOINTS.map(
  ({ method, path, summary, scope, furtherScopes = [], permission, query, body, answers, problems = [] }) => ({
    method,
    path,
    summary,
    scope: [scope, ...furtherScopes].join(", "),
    ...(permission === undefined ? {} : { permission }),
    fields: [
      ...(query === undefined ? [] : fieldsOf(query).map(({ name, text }) => ({ name: `?${name}=`, text }))),
      ...(body === undefined ? [] : fieldsOf(body)),
    ],
    answers: Object.entries(answers).map(([status, answer]) => answerReference(status, answer)),
    problems,
  }),
);

function answerReference(status: string, answer: Answer | EmptyAnswer): AnswerReference {
  if (!("schema" in answer)) return { status, text: answer.text ?? "", example: null, notes: [] };
  return { status, text: answer.text, example: exampleText(answer.example), notes: notesOf(answer.schema) };
}
