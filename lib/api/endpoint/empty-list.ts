import { z } from "zod";
import { json } from "@/lib/api/answer/json";
import { listJson, listParameters } from "@/lib/api/answer/list";
import { listAnswer } from "./answers";
import { type Endpoint, endpoint } from "./endpoint";

/** A list that is always empty: the Divio CLI asks for it, but this platform has no such thing. Its filters are ignored. */
export function emptyList(path: string, summary: string): Endpoint {
  return endpoint(
    {
      method: "GET",
      path,
      summary,
      scope: "applications:read",
      query: z.object(listParameters),
      answers: { 200: listAnswer("an empty list", z.never()) },
    },
    async ({ request, query: { page, page_size: size } }) =>
      json(listJson(request, path, { number: page, size, count: 0, results: [] })),
  );
}
