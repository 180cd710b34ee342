declare const answered: unique symbol;

/** A response whose status and body the compiler knows, to hold them to what the endpoint's description says. */
export type JsonAnswer<Status, Body> = Response & { readonly [answered]: { status: Status; body: Body } };
export type NoContent = JsonAnswer<204, undefined>;

/** An answer in JSON. */
export function json<Body>(body: Body): JsonAnswer<200, Body>;
export function json<Body, const Status extends 201 | 202>(body: Body, status: Status): JsonAnswer<Status, Body>;
export function json<Body>(body: Body, status = 200): JsonAnswer<number, Body> {
  return known(Response.json(body, { status }));
}

/** 201 with what was made. `location` is its absolute address. */
export function created<Body>(body: Body, location: string): JsonAnswer<201, Body> {
  return known(Response.json(body, { status: 201, headers: { Location: location } }));
}

/** 204: it is so, and there is nothing to say. */
export function noContent(): NoContent {
  return known(new Response(null, { status: 204 }));
}

// What the type tells stands nowhere at run time. It is true here, where the response is made of just that.
function known<Status, Body>(response: Response): JsonAnswer<Status, Body> {
  return response as JsonAnswer<Status, Body>;
}
