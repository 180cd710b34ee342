import Ajv2020, { type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { ApiAnswer, Asked } from "./api";

// The parts of an OpenAPI document that are looked at here.
type Header = { required: boolean };
type Content = Record<string, { schema: object }>;
type Response = { $ref?: string; headers?: Record<string, Header & { $ref?: string }>; content?: Content };
export type Operation = {
  operationId: string;
  responses: Record<string, Response>;
  security: object[];
  parameters?: { name: string; in: "path" | "query" | "header"; required: boolean; schema: Record<string, unknown> }[];
  requestBody?: { $ref: string };
};
export type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, unknown>>;
};

type Loaded = { document: Document; paths: readonly [RegExp, Record<string, Operation>][]; ajv: Ajv2020 };
let loaded: Promise<Loaded> | undefined;

/** The document of the API, as the server under test makes it, with what checks a value by its schemas. */
export function loadDocument(): Promise<Loaded> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Loaded> {
  // All of the API is a second to load: only where something of it was asked.
  const { ENDPOINTS } = await import("@/app/api/endpoints");
  const { openApiDocument } = await import("@/lib/api/openapi/document");
  const document: Document = JSON.parse(JSON.stringify(openApiDocument(ENDPOINTS)));
  // Each schema is used a few times: to make its code shorter takes longer than it saves.
  const ajv = new Ajv2020({ strict: false, validateSchema: false, code: { optimize: false } });
  addFormats.default(ajv);
  ajv.addSchema({ ...document, $id: "document" });
  const places = (path: string) => path.split("{").length;
  const paths = Object.entries(document.paths)
    .sort(([one], [other]) => places(one) - places(other))
    .map(([path, operations]): [RegExp, Record<string, Operation>] => [
      new RegExp(
        `^${path
          .replace(/\/?$/, "/")
          .replaceAll(/\{\w+\}/g, "[^/]+")
          .replaceAll(".", "\\.")}$`,
      ),
      operations,
    ]);
  return { document, paths, ajv };
}

// By their text: nearly all refusals have the same one.
const known = new Map<string, ValidateFunction>();

/** What checks a value by a schema of the document. */
export function validatorOf({ ajv }: Loaded, schema: object): ValidateFunction {
  const text = JSON.stringify(schema).replaceAll('"#/', '"document#/');
  let validate = known.get(text);
  if (validate === undefined) {
    validate = ajv.compile(JSON.parse(text));
    known.set(text, validate);
  }
  return validate;
}

/**
 * What of an answer the OpenAPI document does not say: its status, its type, a header that it lacks, its body. Undefined when it says
 * all of it, and where it has no such operation.
 */
export async function undocumented({ method, path }: Asked, answer: ApiAnswer): Promise<string | undefined> {
  const all = await loadDocument();
  const { pathname } = new URL(path, "http://localhost");
  const asked = `${pathname.replace(/^\/api\/(?!health|verify|openapi)/, "/").replace(/\/$/, "")}/`;
  const operation = all.paths.find(
    ([pattern, operations]) => pattern.test(asked) && method.toLowerCase() in operations,
  )?.[1];
  const responses = operation?.[method.toLowerCase()]?.responses;
  return responses && undocumentedIn(all, responses, answer, method === "HEAD");
}

function undocumentedIn(
  all: Loaded,
  responses: Record<string, Response>,
  { status, headers, text, json }: ApiAnswer,
  isHead: boolean,
): string | undefined {
  const given = responses[String(status)];
  if (given === undefined) return "which is no status of the document";
  const response = resolved<Response>(all.document, given);
  const lacking = Object.entries(response.headers ?? {}).find(
    ([name, header]) => resolved<Header>(all.document, header).required && headers[name.toLowerCase()] === undefined,
  );
  if (lacking !== undefined) return `without the header ${lacking[0]} of the document`;
  if (isHead) return undefined;
  if (response.content === undefined) return text === "" ? undefined : "with a body, which the document has not";
  const content = response.content[headers["content-type"] ?? ""];
  if (content === undefined) return `as ${headers["content-type"]}, which the document has not`;
  const validate = validatorOf(all, content.schema);
  const body = /^application\/(\w+\+)?json\b/.test(headers["content-type"] ?? "") ? json : text;
  return validate(body) ? undefined : `by the document ${all.ajv.errorsText(validate.errors)}`;
}

/** A part of the document, or what it refers to. */
export function resolved<Part>(document: Document, part: { $ref?: string }): Part {
  const [, kind = "", name = ""] = /^#\/components\/(\w+)\/(.+)$/.exec(part.$ref ?? "") ?? [];
  // The document is ours: what a reference names is of the kind that stands in its place.
  return (part.$ref === undefined ? part : document.components[kind]?.[name]) as Part;
}
