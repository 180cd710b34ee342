import { STATUS_CODES } from "node:http";
import { isOauth, oauthErrorOf } from "@/lib/api/answer/oauth-error";
import { isChallenge, PROBLEMS, type ProblemCode } from "@/lib/api/answer/problem";
import type { Description } from "@/lib/api/endpoint/description";
import { problemsOf, SHARED_PROBLEMS } from "@/lib/api/endpoint/problems";
import { isVerification, statusThere } from "@/lib/verification/path";
import { type HeaderName, headersOf } from "./headers";
import { type Components, type Json, jsonSchemaOf } from "./json-schema";
import { oauthErrorExample, problemExample, problemTitle } from "./problem-example";
import { oauthErrorSchema, problemSchema } from "./problem-schema";

// In the order of the table. Its keys are its codes.
const CODES = Object.keys(PROBLEMS) as ProblemCode[];

/** What an operation refuses with, by status: each a component, which operations with the same codes share. */
export function problemResponses(endpoint: Description, components: Components): Json {
  const byStatus = new Map<number, ProblemCode[]>();
  const problems = problemsOf(endpoint);
  for (const code of CODES.filter((code) => problems.has(code))) {
    for (const status of statusesAt(endpoint.path, code)) {
      byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
    }
  }
  return Object.fromEntries(
    [...byStatus]
      .sort(([one], [other]) => one - other)
      .map(([status, codes]) => {
        const name = nameOf(endpoint, status, codes);
        components.responses[name] ??= responseOf(endpoint, status, codes, components);
        return [String(status), { $ref: `#/components/responses/${name}` }];
      }),
  );
}

/** The statuses that a problem is answered with at a path: its own, but where others ask for another. */
function statusesAt(path: string, code: ProblemCode): number[] {
  const [own] = PROBLEMS[code];
  if (isVerification(path)) return [...new Set([statusThere(own, true), statusThere(own, false)])];
  return [isOauth(path) && code === "unsupported_media_type" ? 400 : own];
}

// What is refused with everywhere goes without saying in a name.
const EVERYWHERE: ReadonlySet<ProblemCode> = new Set(SHARED_PROBLEMS.slice(0, 2).flatMap(({ codes }) => codes));

function nameOf({ path, oauthErrors }: Description, status: number, codes: readonly ProblemCode[]): string {
  if (oauthErrors !== undefined && status === 400)
    return `Oauth${reasonOf(status)}Of${pascalCase(path.split("/").at(-1) ?? "")}`;
  if (isVerification(path)) return `Verification${reasonOf(status)}`;
  const [first = "", ...more] = codes;
  const own = codes.filter((code) => !EVERYWHERE.has(code)).map(pascalCase);
  return (isOauth(path) ? "Oauth" : "") + (more.length === 0 ? pascalCase(first) : reasonOf(status) + own.join("Or"));
}

function reasonOf(status: number): string {
  return (STATUS_CODES[status] ?? "").replaceAll(/\W/g, "");
}

function pascalCase(code: string): string {
  return code.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function responseOf(
  endpoint: Description,
  status: number,
  codes: readonly ProblemCode[],
  components: Components,
): Json {
  const { path } = endpoint;
  const titles = [...new Set(codes.map(problemTitle))].join(". ");
  return {
    description: `${titles}.`,
    headers: headersOf(headersAt(status, codes), components),
    content: isOauth(path)
      ? oauthContent(endpoint, status, codes, components)
      : problemContent(status, codes, components),
  };
}

function headersAt(status: number, codes: readonly ProblemCode[]): HeaderName[] {
  const always: HeaderName[] = ["X-Request-Id", "Cache-Control"];
  if (codes.every((code) => isChallenge(code, status))) return [...always, "WWW-Authenticate"];
  if (status === 429) return [...always, "Retry-After", "RateLimit", "RateLimit-Policy"];
  if (status === 503) return [...always, "Retry-After"];
  return status === 405 ? [...always, "Allow"] : always;
}

function problemContent(status: number, codes: readonly ProblemCode[], components: Components): Json {
  const base = jsonSchemaOf(problemSchema, "output", components);
  const schema = { allOf: [base, { properties: { status: { const: status }, code: { enum: codes } } }] };
  const examples = codes.map((code) => {
    const name = PROBLEMS[code][0] === status ? code : `${code}_${status}`;
    components.examples[name] ??= { summary: problemTitle(code), value: problemExample(code, status) };
    return [code, { $ref: `#/components/examples/${name}` }] as const;
  });
  return { "application/problem+json": { schema, examples: Object.fromEntries(examples) } };
}

function oauthContent(
  { oauthErrors = {} }: Description,
  status: number,
  codes: readonly ProblemCode[],
  components: Components,
): Json {
  const base = jsonSchemaOf(oauthErrorSchema, "output", components);
  const own = status === 400 ? Object.entries(oauthErrors) : [];
  const errors = [...new Set([...codes.map(oauthErrorOf), ...own.map(([error]) => error)])];
  const examples = codes.map((code) => {
    const name = `oauth_${code}`;
    components.examples[name] ??= { summary: problemTitle(code), value: oauthErrorExample(code) };
    return [code, { $ref: `#/components/examples/${name}` }] as const;
  });
  const ownExamples = own.map(([error, error_description]) => [
    error,
    { summary: error.replaceAll("_", " "), value: { error, error_description } },
  ]);
  return {
    "application/json": {
      schema: { allOf: [base, { properties: { error: { enum: errors } } }] },
      examples: Object.fromEntries([...examples, ...ownExamples]),
    },
  };
}
