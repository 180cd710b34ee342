import { readFileSync } from "node:fs";
import path from "node:path";
import { SERVED_ROUTES } from "@/app/api/served-routes";
import { processWide } from "@/db/process-wide";
import { isEndpoint } from "@/lib/api/endpoint/endpoint";
import { isApiPath, pathBelowApi } from "@/lib/api/gate";

type Template = { route: string; pattern: RegExp };

/** The route of a path as the reference of the API, or the folder of a page, has it: there are few, and nothing of a client's is in them. */
export function routeOf(pathname: string): string | undefined {
  const { api, pages } = processWide("routes", () => ({ api: apiTemplates(), pages: pageTemplates() }));
  if (!isApiPath(pathname)) return pages.find(({ pattern }) => pattern.test(pathname))?.route;
  const below = pathBelowApi(pathname);
  return api.find(({ pattern }) => pattern.test(below))?.route;
}

function apiTemplates(): Template[] {
  const paths = Object.values(SERVED_ROUTES).flatMap((route) =>
    Object.values(route).flatMap((handler) =>
      isEndpoint(handler)
        ? [{ route: handler.description.path, isPrefix: handler.description.everywhere === true }]
        : [],
    ),
  );
  const unique = new Map(paths.map((one) => [one.route, one]));
  // A word before what stands for any.
  const sorted = [...unique.values()].sort((one, other) => places(one.route) - places(other.route));
  return sorted.map(({ route, isPrefix }) => ({ route, pattern: patternOf(pathBelowApi(route), isPrefix) }));
}

const places = (route: string) => route.split("{").length;

function patternOf(route: string, isPrefix: boolean): RegExp {
  const escaped = route.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll(/\{\w+\}/g, "[^/]+");
  return new RegExp(`^${escaped}${isPrefix ? "(?:/.*)?" : ""}$`, "i");
}

/** The pages of the build, which says them itself; in development there are none yet. */
function pageTemplates(): Template[] {
  try {
    const file = path.resolve(process.env.NEXT_DIST_DIR ?? ".next", "routes-manifest.json");
    const { staticRoutes, dynamicRoutes } = JSON.parse(readFileSync(file, "utf8"));
    return [...staticRoutes, ...dynamicRoutes].map(({ page, regex }: { page: string; regex: string }) => ({
      route: page.replaceAll(/\[+(?:\.\.\.)?(\w+)\]+/g, "{$1}"),
      pattern: new RegExp(regex),
    }));
  } catch {
    return [];
  }
}
