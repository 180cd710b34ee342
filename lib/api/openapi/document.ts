import type { Description } from "@/lib/api/endpoint/description";
import { API_PAGES } from "@/lib/docs/api-pages";
import { env } from "@/lib/env";
import type { Components, Json } from "./json-schema";
import { type Method, operationOf } from "./operation";
import { SECURITY_SCHEMES } from "./security";
import { TAGS } from "./tags";

const EVERY_METHOD: readonly Method[] = ["get", "head", "post", "put", "patch", "delete", "options"];

/**
 * The API as an OpenAPI document, made of what the endpoints say of themselves: nothing in it is written a second time. `HEAD` and
 * `OPTIONS`, which every path answers, are in no operation of their own, nor are paths below `/api/verify`.
 * @see https://spec.openapis.org/oas/v3.1.1.html
 */
export function openApiDocument(endpoints: readonly Description[]) {
  const { APP_URL, BRAND_NAME } = env();
  const components: Components = { schemas: {}, responses: {}, requestBodies: {}, headers: {}, examples: {} };
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const path = paths[endpoint.path] ?? {};
    for (const method of methodsOf(endpoint)) path[method] = operationOf(endpoint, method, components);
    paths[endpoint.path] = path;
  }
  return {
    openapi: "3.1.1",
    info: {
      title: `${BRAND_NAME} API`,
      version: "3",
      description: `Access tokens of ${BRAND_NAME}. Every path works with and without a trailing slash, and also below \`/api\`. Reference for people: ${APP_URL}/docs/api.`,
      contact: { name: BRAND_NAME, url: `${APP_URL}/docs` },
      license: { name: "MIT", identifier: "MIT" },
    },
    externalDocs: { description: "The reference, for people", url: `${APP_URL}/docs/api` },
    servers: [{ url: APP_URL, description: BRAND_NAME }],
    tags: TAGS.map(({ name, description }, n) => ({
      name,
      description,
      externalDocs: { description: "The reference, for people", url: `${APP_URL}${API_PAGES[n]?.href}` },
    })),
    paths,
    components: { ...components, securitySchemes: SECURITY_SCHEMES },
  };
}

// PUT does what PATCH does.
function methodsOf({ method, everywhere }: Description): readonly Method[] {
  if (everywhere === true) return EVERY_METHOD;
  switch (method) {
    case "GET":
      return ["get"];
    case "POST":
      return ["post"];
    case "PATCH":
      return ["patch", "put"];
    case "DELETE":
      return ["delete"];
  }
}
