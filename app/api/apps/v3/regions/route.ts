import { emptyList } from "@/lib/api/endpoint/empty-list";
import { route } from "@/lib/api/endpoint/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  emptyList("/apps/v3/regions/", "Return an empty list, for clients that request it."),
);
