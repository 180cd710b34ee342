import { emptyList } from "@/lib/api/endpoint/empty-list";
import { route } from "@/lib/api/endpoint/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  emptyList("/legacy/v3/applications/", "An empty list: no application has a number."),
);
