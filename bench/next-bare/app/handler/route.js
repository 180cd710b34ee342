export const dynamic = "force-dynamic";

/** A route handler that does nothing. */
export function GET() {
  return Response.json({ status: "ok" });
}
