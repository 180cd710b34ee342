import {
  type Answer,
  type Answers,
  type Description,
  type EmptyAnswer,
  scopesNeeded,
  takesKey,
} from "@/lib/api/endpoint/description";
import { refusesUnknownParameters } from "@/lib/api/request/query";
import { KEY_HEADER, SIGNATURE_HEADER } from "@/lib/github-scanning/signature";
import { KEY_PATTERN, LONGEST_KEY } from "@/lib/idempotency/key";
import { type HeaderName, headersOf } from "./headers";
import { type Components, type Json, jsonSchemaOf } from "./json-schema";
import { operationIdOf } from "./operation-id";
import { problemResponses } from "./problem-responses";
import { requestBodyOf } from "./request-body";
import { securityOf } from "./security";
import { tagOf } from "./tags";

/** A method of a path, in small letters as OpenAPI has it. */
export type Method = "get" | "head" | "post" | "put" | "patch" | "delete" | "options";

/** An endpoint as an operation: at its own method, or at another one that answers alike. */
export function operationOf(endpoint: Description, method: Method, components: Components): Json {
  const { path, query, answers } = endpoint;
  const scopes = scopesNeeded(endpoint);
  const operationId = operationIdOf(method, path, answers[200]?.isPage === true);
  const parameters = [
    ...parametersOf("path", endpoint.params, components).map((parameter) => ({
      ...parameter,
      description: whatIsAt(path, String(parameter.name)),
    })),
    ...parametersOf("query", query, components),
    ...(endpoint.protocol === "github" ? SIGNED_BY_GITHUB : []),
    ...(method === "post" && isKeyed(endpoint) ? [KEY_PARAMETER] : []),
  ];
  const requestBody = requestBodyOf(endpoint, operationId, components);
  return {
    operationId,
    ...textOf(endpoint, method),
    tags: [tagOf(path)],
    security: securityOf(endpoint),
    ...(scopes.length === 0 ? {} : { "x-required-scopes": scopes }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: { ...answersOf(endpoint, components), ...problemResponses(endpoint, components) },
  };
}

const SIGNED_BY_GITHUB: readonly Json[] = [
  [KEY_HEADER, "Which of GitHub's public keys verifies the signature."],
  [SIGNATURE_HEADER, "ECDSA over P-256 with SHA-256 of the body as sent: DER in base64."],
].map(([name, description]) => ({ name, in: "header", required: true, description, schema: { type: "string" } }));
function isKeyed(endpoint: Description): boolean {
  return endpoint.everywhere !== true && takesKey(endpoint);
}

const KEY_PARAMETER = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "A unique value for this request, such as a new UUID. For 24 hours, repeating the request with the same key does nothing and returns the first response. A different request with the key returns 422; repeating one whose response had a secret returns 409.",
  schema: { type: "string", pattern: KEY_PATTERN.source, minLength: 1, maxLength: LONGEST_KEY },
};

/** The first sentence, and whatever else there is to say. */
function textOf(endpoint: Description, method: Method): Json {
  const { summary, scope, permission, path, query, method: own } = endpoint;
  const [, first = summary, rest = ""] = /^(.*?\.)(?: |$)(.*)$/s.exec(summary) ?? [];
  const alike = own.toLowerCase() === method ? "" : `Works like ${own}.`;
  const scopes = scopesNeeded(endpoint);
  const anybody = scope === "none" ? "" : "Any token can do this.";
  const needs = scopes.length > 0 ? `Requires the scope \`${scopes.join("` and the scope `")}\`.` : anybody;
  const may = permission === undefined ? "" : `Requires the permission \`${permission}\` in the organisation.`;
  const exact = query !== undefined && refusesUnknownParameters(path) ? "Unknown parameters are errors." : "";
  const description = [rest, alike, needs, may, exact].filter(Boolean).join(" ");
  return { summary: first.replace(/\.$/, ""), description: description === "" ? first : description };
}

// Every place of a path is an identifier, and every parameter of an address is described by its schema.
function parametersOf(place: "path" | "query", schema: Description["query"], components: Components): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = jsonSchemaOf(schema, "input", components) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...own }]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: own,
  }));
}

/** A place in a path, by the word before it: `/teams/{team}/` is the uuid of a team. */
export function whatIsAt(path: string, name: string): string {
  const word = new RegExp(`([a-z-]+)/\\{${name}\\}`).exec(path)?.[1] ?? name;
  return `uuid of the ${word.replace(/s$/, "").replaceAll("-", " ")}`;
}

function answersOf(endpoint: Description, components: Components): Json {
  return Object.fromEntries(
    Object.entries(endpoint.answers).map(([status, answer]) => [
      status,
      answerOf(endpoint, Number(status) as keyof Answers, answer, components),
    ]),
  );
}

function answerOf(endpoint: Description, status: keyof Answers, answer: Answer | EmptyAnswer, components: Components) {
  const names: HeaderName[] = ["X-Request-Id", "Cache-Control"];
  if (endpoint.scope !== "none") names.push("Token-Expires-At");
  if (endpoint.scope !== "none" && endpoint.uncounted !== true) names.push("RateLimit", "RateLimit-Policy");
  if (isKeyed(endpoint)) names.push("Idempotent-Replayed");
  if (status === 201) names.push("Location");
  const own = Object.entries(answer.headers ?? {}).map(([name, text]) => [
    name,
    { description: text, required: true, schema: { type: "string" } },
  ]);
  const headers = { ...headersOf(names, components), ...Object.fromEntries(own) };
  if (!("schema" in answer)) return { description: answer.text ?? "no body", headers };
  const schema = jsonSchemaOf(answer.schema, "output", components);
  const { text, example, mediaType = "application/json" } = answer;
  return { description: text, headers, content: { [mediaType]: { schema, example } } };
}
