import { emptyList } from "@/lib/api/empty-list";
import { route } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: emptyList("/apps/v3/app-templates/", "An empty list, for clients that ask."),
});
