import { db } from "@/db/database";
import { findUsage } from "@/lib/access-token/usage/read";
import { tokenNotFound, tokenParams } from "@/lib/api/access-token";
import { json } from "@/lib/api/answer";
import { endpoint } from "@/lib/api/handler";
import { route } from "@/lib/api/route";

const get = endpoint(
  {
    summary: "What an access token did in the last 90 days, and from where it was used last.",
    scope: "tokens:read",
    params: tokenParams,
  },
  async ({ principal, params }) => {
    const usage = await findUsage(db, principal, params.uuid);
    if (usage === undefined) throw tokenNotFound();
    return json(usage);
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: get });
