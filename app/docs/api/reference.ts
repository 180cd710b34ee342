import { ENDPOINTS } from "@/app/api/endpoints";
import type { ProblemCode } from "@/lib/api/answer/problem";
import {
  type Answer,
  type Description,
  type EmptyAnswer,
  scopesNeeded,
  takesKey,
} from "@/lib/api/endpoint/description";
import { type Field, fieldsOf, notesOf } from "@/lib/api/endpoint/fields";
import { exampleOf } from "@/lib/api/endpoint/with-example";
import { whatIsAt } from "@/lib/api/openapi/operation";
import { operationIdOf } from "@/lib/api/openapi/operation-id";
import { apiPageOf } from "@/lib/docs/api-pages";
import type { Call } from "./examples/call";
import { exampleText } from "./examples/literal";
import type { Operation } from "./try-it/request";

export type AnswerReference = { status: string; text: string; example: string | null; notes: readonly Field[] };

/** An endpoint as the reference shows it. */
export type EndpointReference = Pick<Description, "method" | "path" | "summary" | "permission"> & {
  /** Its anchor on its page, and its name in the OpenAPI document. */
  id: string;
  /** The page that it is on. */
  page: string;
  /** What a token needs; empty where any may. */
  scopes: readonly string[];
  /** Whether a token is sent with it. */
  token: boolean;
  /** Whether it changes something. */
  changes: boolean;
  /** The places of its path. */
  places: readonly Field[];
  /** The parameters of its address. */
  parameters: readonly Field[];
  fields: readonly Field[];
  /** What is sent in its body; `signed`: by GitHub alone. */
  body?: { as: "json" | "form" | "signed"; example: unknown };
  /** Whether it takes an `Idempotency-Key`. */
  keyed: boolean;
  /** What its first answer has in it. */
  answer: Call["answer"];
  answers: readonly AnswerReference[];
  problems: readonly ProblemCode[];
  /** What one of OAuth's refuses with beside that, each with what to do. */
  oauthErrors: readonly Field[];
};

const SENT_AS = { api: "json", oauth: "form", github: "signed" } as const;

/** The reference of the API, made once from what the endpoints say of themselves. */
export const REFERENCE: readonly EndpointReference[] = ENDPOINTS.map((endpoint) => {
  const {
    method,
    path,
    summary,
    scope,
    permission,
    params,
    query,
    body,
    answers,
    problems = [],
    oauthErrors = {},
  } = endpoint;
  return {
    id: operationIdOf(method.toLowerCase(), path, answers[200]?.isPage === true),
    page: apiPageOf(path),
    method,
    path,
    summary,
    scopes: scopesNeeded(endpoint),
    token: scope !== "none",
    changes: method !== "GET" && endpoint.reading !== true,
    ...(permission === undefined ? {} : { permission }),
    places: params === undefined ? [] : fieldsOf(params).map(({ name }) => placeAt(path, name)),
    parameters: query === undefined ? [] : fieldsOf(query),
    fields: body === undefined ? [] : fieldsOf(body),
    ...(body === undefined ? {} : { body: { as: SENT_AS[endpoint.protocol ?? "api"], example: exampleOf(body) } }),
    keyed: endpoint.everywhere !== true && takesKey(endpoint),
    answer: answerIn(Object.values(answers)[0]),
    answers: Object.entries(answers).map(([status, answer]) => answerReference(status, answer)),
    problems,
    oauthErrors: Object.entries(oauthErrors).map(([name, text]) => ({ name, text })),
  };
});

function placeAt(path: string, name: string): Field {
  return { name, text: whatIsAt(path, name), required: true };
}

function answerIn(answer: Answer | EmptyAnswer | undefined): Call["answer"] {
  if (answer === undefined || !("schema" in answer)) return "nothing";
  return answer.mediaType === undefined ? "json" : "text";
}

function answerReference(status: string, answer: Answer | EmptyAnswer): AnswerReference {
  if (!("schema" in answer)) return { status, text: answer.text ?? "", example: null, notes: [] };
  const example = answer.mediaType === undefined ? exampleText(answer.example) : String(answer.example);
  return { status, text: answer.text, example, notes: notesOf(answer.schema) };
}

/** What an endpoint does, in one sentence without its full stop. Pure. */
export function titleOf({ summary }: Pick<Description, "summary">): string {
  return (/^.*?\.(?= |$)/s.exec(summary)?.[0] ?? summary).replace(/\.$/, "");
}

/** How an example calls it; undefined where only GitHub can, whose signature it asks for. Pure. */
export function callOf({ method, path, token, body, answer }: EndpointReference): Omit<Call, "base"> | undefined {
  if (body?.as === "signed") return undefined;
  return { method, path, token, answer, ...(body === undefined ? {} : { body: { as: body.as, value: body.example } }) };
}

/** What a browser has to know of it to call it; undefined as above. Pure. */
export function operationOf(endpoint: EndpointReference): Operation | undefined {
  const { id, method, path, token, changes, places, parameters, fields, body } = endpoint;
  if (body?.as === "signed") return undefined;
  return { id, method, path, token, changes, places, parameters, ...(body === undefined ? {} : { body: bodyOf() }) };

  function bodyOf(): NonNullable<Operation["body"]> {
    return body?.as === "form" ? { as: "form", fields } : { as: "json", text: exampleText(body?.example) };
  }
}
