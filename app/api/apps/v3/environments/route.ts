import { z } from "zod";
import { ENVIRONMENT_ORDERS, listEnvironments } from "@/db/application/environment";
import { db } from "@/db/database";
import { invalidFields } from "@/lib/api/access-token";
import { json } from "@/lib/api/answer";
import { endpoint } from "@/lib/api/handler";
import { baseUrl, listJson, listParameters, orderParameter } from "@/lib/api/list";
import { organisationProblem } from "@/lib/api/organisation";
import { textParameter, uuidParameter } from "@/lib/api/resource";
import { route } from "@/lib/api/route";
import { reachOf } from "@/lib/authorization/reach";
import { createEnvironment } from "@/lib/environment/create";
import { createEnvironmentInput } from "@/lib/environment/input";
import { environmentJson } from "@/lib/environment/json";

const PATH = "/apps/v3/environments/";

const list = endpoint(
  {
    summary: "List the environments that the token reaches.",
    scope: "applications:read",
    permission: "see_applications",
    query: z.object({
      ...listParameters,
      o: orderParameter(ENVIRONMENT_ORDERS).default({ field: "created_at", descending: false }),
      application: uuidParameter("application"),
      slug: textParameter("slug"),
    }),
  },
  async ({ request, principal, query }) => {
    const { rows, count } = await listEnvironments(db, {
      reach: reachOf(principal),
      filter: { applicationId: query.application, slug: query.slug },
      order: query.o,
      limit: query.page_size,
      offset: (query.page - 1) * query.page_size,
    });
    const results = rows.map(environmentJson);
    return json(listJson(request, PATH, { number: query.page, size: query.page_size, count, results }));
  },
);

const create = endpoint(
  {
    summary: "Add an environment to an application, of which the token reaches the whole.",
    scope: "applications:write",
    permission: "change_applications",
    body: createEnvironmentInput,
  },
  async ({ request, principal, body }) => {
    const result = await createEnvironment(db, principal, body);
    if (result.status === "invalid") throw invalidFields(result.fields);
    if (result.status !== "created") throw organisationProblem(result, principal);
    const answer = json(environmentJson(result.environment), 201);
    answer.headers.set("Location", `${baseUrl(request)}${PATH}${result.environment.id}/`);
    return answer;
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: list, POST: create });
