import { refusal } from "@/lib/api/answer/refusal";
import { readFields } from "@/lib/api/request/body";
import { submittedHref } from "@/lib/list/submitted";

/**
 * Where the filters of a list are sent while no script runs: leads to the list. A secret in the search would be in the address
 * if the browser made it.
 */
export async function POST(request: Request): Promise<Response> {
  const fields = await readFields(request).catch((error) => refusal(error, request));
  if (fields instanceof Response) return fields;
  const headers = { Location: submittedHref(fields), "Cache-Control": "no-store" };
  return new Response(null, { status: 303, headers });
}
