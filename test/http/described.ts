import { z } from "zod";
import { isOauth, oauthErrorOf } from "@/lib/api/answer/oauth-error";
import { OAUTH_ERRORS } from "@/lib/api/answer/oauth-errors";
import { PROBLEMS, type ProblemCode } from "@/lib/api/answer/problem";
import type { Description } from "@/lib/api/endpoint/description";
import { problemsOf } from "@/lib/api/endpoint/problems";
import { isVerification } from "@/lib/verification/path";
import type { ApiAnswer, Asked } from "./api";
import { undocumented } from "./documented";

const API =
  /^(\/api)?\/((iam|apps|legacy|billing|oauth|\.well-known)\/|metrics\/?$)|^\/api\/(health|verify|openapi\.json)(\/|$)/;
const METHODS: Record<string, string> = { HEAD: "GET", PUT: "PATCH" };

const problemSchema = z.looseObject({
  code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
  status: z.int(),
  type: z.url(),
  title: z.string(),
  detail: z.string(),
  non_field_errors: z.array(z.string()).length(1),
  instance: z.string().optional(),
  errors: z.record(z.string(), z.array(z.string())).optional(),
});
const oauthSchema = z.strictObject({ error: z.enum(OAUTH_ERRORS), error_description: z.string().min(1) });

/**
 * What of an answer of the API its endpoint does not describe: a status, a field too many or too few, a problem that it does not
 * name. Undefined when all of it is described, and for what is no answer of the API.
 */
export async function undescribed(asked: Asked, answer: ApiAnswer): Promise<string | undefined> {
  const { pathname } = new URL(asked.path, "http://localhost");
  if (!API.test(pathname) || (asked.method === "OPTIONS" && !isVerification(pathname))) return undefined;
  const endpoint = await findEndpoint(METHODS[asked.method] ?? asked.method, pathname);
  const fault =
    (answer.status < 400 ? undescribedAnswer(endpoint, asked, answer) : undescribedProblem(endpoint, asked, answer)) ??
    (await undocumented(asked, answer));
  return fault && `${asked.method} ${pathname} is not described so: ${answer.status}, ${fault}`;
}

type Pattern = { endpoint: Description; path: RegExp; places: number };
let patterns: Promise<Pattern[]> | undefined;

/** Where each endpoint is asked for, those first whose path has the fewest places for identifiers. */
async function loadPatterns(): Promise<Pattern[]> {
  // All of the API is a second to load: only where something of it was asked.
  const { ENDPOINTS } = await import("@/app/api/endpoints");
  return ENDPOINTS.map((endpoint) => {
    const [first = "", ...rest] = endpoint.path.replace(/\/?$/, "/").split(/\{\w+\}/);
    const end = endpoint.everywhere ? "" : "$";
    return { endpoint, path: new RegExp(`^${[first, ...rest].join("[^/]+")}${end}`), places: rest.length };
  }).sort((one, other) => one.places - other.places);
}

async function findEndpoint(method: string, pathname: string): Promise<Description | undefined> {
  patterns ??= loadPatterns();
  const asked = `${pathname.replace(/^\/api\/(?!health|verify|openapi)/, "/").replace(/\/$/, "")}/`;
  const answers = ({ endpoint, path }: Pattern) =>
    (endpoint.method === method || endpoint.everywhere === true) && path.test(asked);
  return (await patterns).find(answers)?.endpoint;
}

function undescribedAnswer(endpoint: Description | undefined, { method }: Asked, { status, text, json }: ApiAnswer) {
  const described = Object.entries(endpoint?.answers ?? {}).find(([code]) => Number(code) === status)?.[1];
  if (described === undefined) return "which is none of its answers";
  if (method === "HEAD" || !("schema" in described)) return text === "" ? undefined : `with a body: ${text}`;
  const { error } = described.schema.safeParse(described.mediaType === undefined ? json : text);
  return error && z.prettifyError(error);
}

function undescribedProblem(
  endpoint: Description | undefined,
  { method, path }: Asked,
  { status, headers, json }: ApiAnswer,
) {
  if (endpoint?.everywhere && ![401, 403, 503].includes(status)) return "which is none that it answers";
  if (method === "HEAD") return undefined;
  if (isOauth(path.split("?", 1)[0] ?? "")) return undescribedError(endpoint ?? NOTHING, json);
  if (headers["content-type"] !== "application/problem+json") return `as ${headers["content-type"]}`;
  const problem = problemSchema.safeParse(json);
  if (!problem.success) return z.prettifyError(problem.error);
  const { code } = problem.data;
  const isItsStatus = endpoint?.everywhere === true || PROBLEMS[code][0] === status;
  if (!isItsStatus || problem.data.status !== status) return `with the code ${code}`;
  return problemsOf(endpoint ?? NOTHING).has(code) ? undefined : `with the code ${code}, which it does not name`;
}

/** What it refuses with is told by the RFCs of OAuth: it names that, or it follows from the problems that it names. */
function undescribedError(endpoint: Description, json: unknown): string | undefined {
  const answer = oauthSchema.safeParse(json);
  if (!answer.success) return z.prettifyError(answer.error);
  const { error } = answer.data;
  return error in (endpoint.oauthErrors ?? {}) || [...problemsOf(endpoint)].some((code) => oauthErrorOf(code) === error)
    ? undefined
    : `with the error ${error}, which it does not name`;
}

/** Where there is no endpoint: any live token is told so. */
const NOTHING: Description = {
  method: "POST",
  path: "",
  summary: "",
  scope: "any",
  answers: {},
  problems: ["not_found", "unsupported_media_type"],
};
