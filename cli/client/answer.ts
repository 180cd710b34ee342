import { EXIT, type ExitCode, Failure } from "../failure";
import { plain } from "../output/text";

/** A refusal of the API as RFC 9457 writes it, as far as it is read here. */
export type Problem = {
  status: number;
  code: string;
  detail: string;
  errors: Record<string, string[]>;
  fixUrl: string | undefined;
  uuid: string | undefined;
};

/** What a server refuses with; `problem` is undefined where something else than an instance has answered. */
export class Refusal extends Failure {
  readonly status: number;
  readonly problem: Problem | undefined;

  constructor(status: number, sentence: string, hints: readonly string[], problem?: Problem) {
    super(exitCodeOf(status, problem), sentence, hints);
    this.status = status;
    this.problem = problem;
  }
}

/** @param host the origin that was asked */
export async function refusalOf(response: Response, host: string): Promise<Refusal> {
  const { status } = response;
  const requestId = response.headers.get("X-Request-Id");
  const hints = requestId === null ? [] : [`Request id: ${plain(requestId)}`];
  const problem = problemOf(status, await response.text());
  if (problem === undefined) return new Refusal(status, notOurs(response, host), hints);
  const { detail, errors, fixUrl } = problem;
  const fields = Object.entries(errors).flatMap(([field, messages]) =>
    messages.filter((message) => !detail.includes(message)).map((message) => `${field}: ${message}`),
  );
  const fix = fixUrl === undefined ? [] : [`To allow it: ${fixUrl}`];
  return new Refusal(status, plain(detail), [...fields, ...fix].map(plain).concat(hints), problem);
}

function problemOf(status: number, text: string): Problem | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  const fields = recordOf(body);
  // OAuth's endpoints answer by RFC 6749.
  const detail = textOf(fields.detail) ?? textOf(fields.error_description) ?? textOf(fields.error);
  const code = textOf(fields.code) ?? textOf(fields.error);
  if (detail === undefined || code === undefined) return undefined;
  return {
    status,
    code,
    detail,
    errors: Object.fromEntries(
      Object.entries(recordOf(fields.errors)).map(([name, messages]) => [
        name,
        Array.isArray(messages) ? messages.filter((message) => typeof message === "string") : [],
      ]),
    ),
    fixUrl: textOf(fields.fix_url),
    uuid: textOf(fields.uuid),
  };
}

function exitCodeOf(status: number, problem: Problem | undefined): ExitCode {
  // Something in between has no say about tokens, nor about what there is.
  if (problem === undefined && (status === 401 || status === 404)) return EXIT.network;
  if (status === 401) return EXIT.authentication;
  if (status === 404) return EXIT.notFound;
  if (status >= 500) return EXIT.network;
  return EXIT.refused;
}

const PASSING = new Set([429, 502, 503, 504]);

/** Whether it may go well when it is asked again: the connection was lost, or something is away or too busy for a moment. */
export function isPassing(error: unknown): boolean {
  if (error instanceof Refusal) return PASSING.has(error.status);
  return error instanceof Failure && error.exitCode === EXIT.network;
}

/** Whether the answer of something that may have been done is lost. */
export function isLost(error: unknown): boolean {
  return (
    error instanceof Failure && error.exitCode === EXIT.network && !(error instanceof Refusal && error.status < 500)
  );
}

function notOurs({ status, statusText, headers }: Response, host: string): string {
  const what = `${status}${statusText === "" ? "" : ` ${plain(statusText)}`}`;
  if (status === 502 || status === 504)
    return `A proxy in front of ${host} responded with ${what}: the instance behind it is not available.`;
  if (headers.get("Content-Type")?.includes("html"))
    return `${host} responded with a web page (${what}). Is this the URL of a Latchkey instance?`;
  return `${host} responded with ${what}, but not like a Latchkey instance.`;
}

/** The fields of an object, or none. */
export function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
