import { createHash } from "node:crypto";
import { z } from "zod";
import { processWide } from "@/db/process-wide";
import { answer } from "@/lib/api/endpoint/answers";
import type { Description } from "@/lib/api/endpoint/description";
import { described, type Endpoint } from "@/lib/api/endpoint/endpoint";
import { serve } from "@/lib/api/endpoint/serve";
import { openApiDocument } from "./document";

// Any JSON, but required: what is in it, OpenAPI says.
const part = (text: string) =>
  z
    .unknown()
    .refine((value) => value !== undefined)
    .describe(text);

const documentSchema = z.strictObject({
  openapi: z.string(),
  info: part("the name of the API"),
  externalDocs: part("the reference for people"),
  servers: part("this instance"),
  tags: part("the parts of the API"),
  paths: part("each operation with its parameters, responses and errors"),
  components: part("parts that operations share"),
});

/** Where the document stands: at a path of ours, and where clients of the Divio API look for one. */
export const DOCUMENT_PATHS = ["/api/openapi.json", "/apps/v3/schema.json"] as const;
type DocumentPath = (typeof DOCUMENT_PATHS)[number];

function describe(path: DocumentPath) {
  return {
    method: "GET",
    path,
    summary: "Get this API as an OpenAPI 3.1 document.",
    scope: "none",
    answers: {
      200: {
        ...answer("the document", documentSchema, {
          openapi: "3.1.1",
          info: { title: "Latchkey API", version: "3" },
          externalDocs: { url: "https://tokens.example/docs/api" },
          servers: [{ url: "https://tokens.example" }],
          tags: [{ name: "Access tokens" }],
          paths: {},
          components: {},
        }),
        headers: { ETag: "the version of the document" },
      },
      304: { text: "the version in If-None-Match is current", headers: { ETag: "the version of the document" } },
    },
  } as const satisfies Description;
}

/** The document of these endpoints, and of itself. */
export function documentEndpoint(path: DocumentPath, endpoints: readonly Description[]): Endpoint {
  const description = describe(path);
  return described(
    description,
    serve(description, async ({ request }) => {
      const { text, tag } = processWide("openapi", () => made([...endpoints, ...DOCUMENT_PATHS.map(describe)]));
      const isKnown = namesVersion(request.headers.get("if-none-match"), tag);
      const headers = { ETag: tag, ...(isKnown ? {} : { "Content-Type": "application/json" }) };
      return new Response(isKnown ? null : text, { status: isKnown ? 304 : 200, headers });
    }),
  );
}

function made(endpoints: readonly Description[]): { text: string; tag: string } {
  const text = JSON.stringify(openApiDocument(endpoints));
  return { text, tag: `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"` };
}

// RFC 9110 §13.1.2: a list of tags, compared weakly, or any.
function namesVersion(header: string | null, tag: string): boolean {
  const given = (header ?? "").split(",").map((one) => one.trim().replace(/^W\//, ""));
  return given.includes(tag) || given.includes("*");
}
