/** An answer in JSON. */
export function json(body: unknown, status: 200 | 201 | 202 = 200): Response {
  return Response.json(body, { status });
}

/** 204: it is so, and there is nothing to say. */
export function noContent(): Response {
  return new Response(null, { status: 204 });
}
