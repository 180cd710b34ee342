import { z } from "zod";
import { APPLICATION_ORDERS, listApplications } from "@/db/application/application";
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
import { createApplication } from "@/lib/application/create";
import { createApplicationInput } from "@/lib/application/input";
import { APPLICATION_EXAMPLE, applicationJson, applicationSchema } from "@/lib/application/json";
import { reachOf } from "@/lib/authorization/reach";

const PATH = "/apps/v3/applications/";

const list = endpoint(
  {
    method: "GET",
    path: PATH,
    summary: "List the applications that the token has access to.",
    scope: "applications:read",
    permission: "see_applications",
    query: z.object({
      slug: textParameter("slug", "the exact slug"),
      organisation: uuidParameter("organisation", "uuid of an organisation"),
      o: orderParameter(APPLICATION_ORDERS, { field: "created_at", descending: true }),
      ...listParameters,
    }),
    answers: { 200: listAnswer("the applications", applicationSchema, APPLICATION_EXAMPLE) },
  },
  async ({ request, principal, query }) => {
    const { rows, count } = await listApplications(db, {
      reach: reachOf(principal),
      filter: { slug: query.slug, organisationId: query.organisation },
      order: query.o,
      limit: query.page_size,
      offset: (query.page - 1) * query.page_size,
    });
    const results = rows.map(applicationJson);
    return json(listJson(request, PATH, { number: query.page, size: query.page_size, count, results }));
  },
);

const create = endpoint(
  {
    method: "POST",
    path: PATH,
    summary: "Create an application, with the environments test and live.",
    scope: "applications:write",
    permission: "create_application",
    body: withExample(createApplicationInput, {
      name: "Regatta Site",
      organisation: "0198f2b4-22bb-7c41-8d55-6a0f3c9b1e27",
      slug: "regatta-site",
    }),
    answers: { 201: answer("the application", applicationSchema, APPLICATION_EXAMPLE) },
  },
  async ({ request, principal, body }) => {
    const result = await createApplication(db, principal, body);
    if (result.status === "invalid") throw invalidFields(result.fields);
    if (result.status !== "created") throw organisationProblem(result, principal);
    return created(applicationJson(result.application), `${baseUrl(request)}${PATH}${result.application.id}/`);
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(list, create);
