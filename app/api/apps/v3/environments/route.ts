import { z } from "zod";
import { ENVIRONMENT_ORDERS, listEnvironments } from "@/db/application/environment";
import { db } from "@/db/database";
import { invalidFields } from "@/lib/api/access-token";
import { created, json } from "@/lib/api/answer/json";
import { baseUrl, listJson, listParameters, orderParameter } from "@/lib/api/answer/list";
import { answer, listAnswer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { organisationProblem } from "@/lib/api/organisation";
import { textParameter, uuidParameter } from "@/lib/api/request/parameter";
import { reachOf } from "@/lib/authorization/reach";
import { createEnvironment } from "@/lib/environment/create";
import { createEnvironmentInput } from "@/lib/environment/input";
import { ENVIRONMENT_EXAMPLE, environmentJson, environmentSchema } from "@/lib/environment/json";

const PATH = "/apps/v3/environments/";

const list = endpoint(
  {
    method: "GET",
    path: PATH,
    summary: "List the environments that the token has access to.",
    scope: "applications:read",
    permission: "see_applications",
    query: z.object({
      application: uuidParameter("application", "uuid of an application"),
      slug: textParameter("slug", "the exact slug"),
      o: orderParameter(ENVIRONMENT_ORDERS, { field: "created_at", descending: false }),
      ...listParameters,
    }),
    answers: { 200: listAnswer("the environments", environmentSchema, ENVIRONMENT_EXAMPLE) },
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
    method: "POST",
    path: PATH,
    summary: "Add an environment to an application. The token needs access to the whole application.",
    scope: "applications:write",
    permission: "change_applications",
    body: withExample(createEnvironmentInput, {
      application: "0198f2b4-22bb-7c41-8d55-6a0f3c9b1e27",
      slug: "preview",
      branch: "develop",
    }),
    answers: { 201: answer("the environment", environmentSchema, ENVIRONMENT_EXAMPLE) },
  },
  async ({ request, principal, body }) => {
    const result = await createEnvironment(db, principal, body);
    if (result.status === "invalid") throw invalidFields(result.fields);
    if (result.status !== "created") throw organisationProblem(result, principal);
    return created(environmentJson(result.environment), `${baseUrl(request)}${PATH}${result.environment.id}/`);
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(list, create);
