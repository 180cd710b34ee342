import { z } from "zod";
import { listVariables, VARIABLE_ORDERS } from "@/db/application/environment-variable";
import { db } from "@/db/database";
import { invalidFields } from "@/lib/api/access-token";
import { json } from "@/lib/api/answer";
import { endpoint } from "@/lib/api/handler";
import { baseUrl, listJson, listParameters, orderParameter } from "@/lib/api/list";
import { organisationProblem } from "@/lib/api/organisation";
import { textParameter, uuidParameter } from "@/lib/api/resource";
import { route } from "@/lib/api/route";
import { reachOf } from "@/lib/authorization/reach";
import { createVariable } from "@/lib/environment-variable/create";
import { createVariableInput } from "@/lib/environment-variable/input";
import { variableJson } from "@/lib/environment-variable/json";

const PATH = "/apps/v3/environment-variables/";

const list = endpoint(
  {
    summary: "List the variables of the environments that the token reaches.",
    scope: "environment-variables:read",
    permission: "see_applications",
    query: z.object({
      ...listParameters,
      o: orderParameter(VARIABLE_ORDERS).default({ field: "name", descending: false }),
      environment: uuidParameter("environment"),
      application: uuidParameter("application"),
      name: textParameter("name"),
    }),
  },
  async ({ request, principal, query }) => {
    const { rows, count } = await listVariables(db, {
      reach: reachOf(principal),
      filter: { environmentId: query.environment, applicationId: query.application, name: query.name },
      order: query.o,
      limit: query.page_size,
      offset: (query.page - 1) * query.page_size,
    });
    const results = rows.map(variableJson);
    return json(listJson(request, PATH, { number: query.page, size: query.page_size, count, results }));
  },
);

const create = endpoint(
  {
    summary: "Add a variable to an environment. A sensitive value is never read again.",
    scope: "environment-variables:write",
    permission: "change_applications",
    body: createVariableInput,
  },
  async ({ request, principal, body }) => {
    const result = await createVariable(db, principal, body);
    if (result.status === "invalid") throw invalidFields(result.fields);
    if (result.status !== "created") throw organisationProblem(result, principal);
    const answer = json(variableJson(result.variable), 201);
    answer.headers.set("Location", `${baseUrl(request)}${PATH}${result.variable.id}/`);
    return answer;
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: list, POST: create });
