import { emptyList } from "@/lib/api/empty-list";
import { route } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: emptyList("/legacy/v3/applications/", "An empty list: no application has a number."),
});
