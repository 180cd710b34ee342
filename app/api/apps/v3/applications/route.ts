import { z } from "zod";
import { APPLICATION_ORDERS, listApplications } from "@/db/application/application";
import { db } from "@/db/database";
import { invalidFields } from "@/lib/api/access-token";
import { json } from "@/lib/api/answer";
import { endpoint } from "@/lib/api/handler";
import { baseUrl, listJson, listParameters, orderParameter } from "@/lib/api/list";
import { organisationProblem } from "@/lib/api/organisation";
import { textParameter, uuidParameter } from "@/lib/api/resource";
import { route } from "@/lib/api/route";
import { createApplication } from "@/lib/application/create";
import { createApplicationInput } from "@/lib/application/input";
import { applicationJson } from "@/lib/application/json";
import { reachOf } from "@/lib/authorization/reach";

const PATH = "/apps/v3/applications/";

const list = endpoint(
  {
    summary: "List the applications that the token reaches.",
    scope: "applications:read",
    permission: "see_applications",
    query: z.object({
      ...listParameters,
      o: orderParameter(APPLICATION_ORDERS).default({ field: "created_at", descending: true }),
      slug: textParameter("slug"),
      organisation: uuidParameter("organisation"),
    }),
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
    summary: "Create an application, with the environments test and live.",
    scope: "applications:write",
    permission: "create_application",
    body: createApplicationInput,
  },
  async ({ request, principal, body }) => {
    const result = await createApplication(db, principal, body);
    if (result.status === "invalid") throw invalidFields(result.fields);
    if (result.status !== "created") throw organisationProblem(result, principal);
    const answer = json(applicationJson(result.application), 201);
    answer.headers.set("Location", `${baseUrl(request)}${PATH}${result.application.id}/`);
    return answer;
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: list, POST: create });
