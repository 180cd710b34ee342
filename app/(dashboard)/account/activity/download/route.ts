import { db } from "@/db/database";
import { countActivity, readActivity } from "@/lib/activity/account";
import { EXPORT_FORMATS, exportHead, exportRow } from "@/lib/activity/export";
import { findSession } from "@/lib/session/find-session";
import { activityFilter, parseActivityQuery } from "../activity-query";

const TYPES = { csv: "text/csv; charset=utf-8", ndjson: "application/x-ndjson; charset=utf-8" };

/**
 * The person's own activity as a file (`?format=csv` or `ndjson`, with the filters of the page), row by row as it is taken.
 * `X-Row-Count` tells beforehand how many rows there are; each is one line.
 */
export async function GET(request: Request): Promise<Response> {
  const principal = await findSession();
  if (principal === undefined) return refuse("credentials_missing", 401);
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const format = EXPORT_FORMATS.find((known) => known === params.format);
  if (format === undefined) return refuse("invalid_request", 400);

  const asked = activityFilter(parseActivityQuery(params), principal.user.timezone, principal.now);
  // Up to this moment, so that the number told is the number sent whatever happens meanwhile.
  const filter = { ...asked, to: asked.to !== undefined && asked.to < principal.now ? asked.to : principal.now };
  const count = await countActivity(db, principal, filter);
  const rows = readActivity(db, principal, filter);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const head = exportHead(format);
        if (head !== "") controller.enqueue(encoder.encode(head));
      },
      // Asked for only when the client has taken what was sent before: a slow one costs no memory.
      async pull(controller) {
        const { done, value } = await rows.next();
        if (done) return controller.close();
        const text = value.map((row) => exportRow(format, row, principal.user.id)).join("");
        controller.enqueue(encoder.encode(text));
      },
      async cancel() {
        await rows.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
  return new Response(body, {
    headers: {
      "Content-Type": TYPES[format],
      "Content-Disposition": `attachment; filename="activity-${principal.now.toISOString().slice(0, 10)}.${format}"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      "X-Row-Count": String(count),
    },
  });
}

function refuse(code: string, status: 400 | 401): Response {
  return Response.json({ code }, { status, headers: { "Cache-Control": "no-store" } });
}
