declare const answered: unique symbol;

/** A response with its status and body as types, so that the compiler can check them against the endpoint's description. */
export type JsonAnswer<Status, Body> = Response & { readonly [answered]: { status: Status; body: Body } };
export type NoContent = JsonAnswer<204, undefined>;

/** An answer in JSON. */
export function json<Body>(body: Body): JsonAnswer<200, Body>;
export function json<Body, const Status extends 201 | 202>(body: Body, status: Status): JsonAnswer<Status, Body>;
export function json<Body>(body: Body, status = 200): JsonAnswer<number, Body> {
  return known(Response.json(body, { status }));
}

/** 201 with the created resource. `location` is its absolute address. */
export function created<Body>(body: Body, location: string): JsonAnswer<201, Body> {
  return known(Response.json(body, { status: 201, headers: { Location: location } }));
}

/** An answer in another form than JSON. */
export function text<Text extends string>(body: Text, type: string): JsonAnswer<200, Text> {
  return known(new Response(body, { status: 200, headers: { "Content-Type": type } }));
}

/** 200 without a body, where a protocol says so. */
export function done(): JsonAnswer<200, undefined> {
  return known(new Response(null, { status: 200 }));
}

/** 204: done, without a body. */
export function noContent(): NoContent {
  return known(new Response(null, { status: 204 }));
}

// The type exists only at compile time. It is true here, where the response is made from its parts.
function known<Status, Body>(response: Response): JsonAnswer<Status, Body> {
  return response as JsonAnswer<Status, Body>;
}
