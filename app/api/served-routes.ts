import * as schema from "@/app/api/apps/v3/schema.json/route";
import * as openApi from "@/app/api/openapi.json/route";
import { ROUTES, type Route } from "@/app/api/routes";

/** Every file that answers below /api: the routes, and the document that is made of them. */
export const SERVED_ROUTES: Readonly<Record<string, Route>> = {
  ...ROUTES,
  "openapi.json": openApi,
  "apps/v3/schema.json": schema,
};
