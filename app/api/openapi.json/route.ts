import { ROUTES } from "@/app/api/routes";
import { descriptionsOf } from "@/lib/api/endpoint/described-routes";
import { route } from "@/lib/api/endpoint/route";
import { documentEndpoint } from "@/lib/api/openapi/serve";

const get = documentEndpoint("/api/openapi.json", descriptionsOf(ROUTES));

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get);
