import { z } from "zod";
import { listVariables, VARIABLE_ORDERS } from "@/db/application/environment-variable";
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
import { createVariable } from "@/lib/environment-variable/create";
import { createVariableInput } from "@/lib/environment-variable/input";
import { VARIABLE_EXAMPLE, variableJson, variableSchema } from "@/lib/environment-variable/json";

const PATH = "/apps/v3/environment-variables/";

const list = endpoint(
  {
    method: "GET",
    path: PATH,
    summary: "List the variables of the environments that the token has access to.",
    scope: "environment-variables:read",
    permission: "see_applications",
    query: z.object({
      environment: uuidParameter("environment", "uuid of an environment"),
      application: uuidParameter("application", "uuid of an application"),
      name: textParameter("name", "the exact name"),
      o: orderParameter(VARIABLE_ORDERS, { field: "name", descending: false }),
      ...listParameters,
    }),
    answers: { 200: listAnswer("the variables", variableSchema, VARIABLE_EXAMPLE) },
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
    method: "POST",
    path: PATH,
    summary: "Add a variable to an environment. A sensitive value can never be read again.",
    scope: "environment-variables:write",
    permission: "change_applications",
    body: withExample(createVariableInput, {
      environment: "0198f2b4-22bb-7c41-8d55-6a0f3c9b1e27",
      name: "SMTP_PASSWORD",
      value: "correct horse",
      is_sensitive: true,
    }),
    answers: { 201: answer("the variable", variableSchema, VARIABLE_EXAMPLE) },
  },
  async ({ request, principal, body }) => {
    const result = await createVariable(db, principal, body);
    if (result.status === "invalid") throw invalidFields(result.fields);
    if (result.status !== "created") throw organisationProblem(result, principal);
    return created(variableJson(result.variable), `${baseUrl(request)}${PATH}${result.variable.id}/`);
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(list, create);
