import { json } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { resourceMetadata, resourceMetadataSchema } from "@/lib/oauth/metadata";
import { RESOURCE_METADATA_PATH } from "@/lib/oauth/metadata-path";

const get = endpoint(
  {
    method: "GET",
    path: RESOURCE_METADATA_PATH,
    summary: "Describe this API to OAuth clients (RFC 9728). The challenge of each 401 and 403 names this path.",
    scope: "none",
    answers: {
      200: answer("the metadata", resourceMetadataSchema, resourceMetadata("https://tokens.example", "Latchkey")),
    },
  },
  async () => json(resourceMetadata()),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get);
