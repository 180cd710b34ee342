import { json } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { serverMetadata, serverMetadataSchema } from "@/lib/oauth/metadata";
import { SERVER_METADATA_PATH } from "@/lib/oauth/metadata-path";

const get = endpoint(
  {
    method: "GET",
    path: SERVER_METADATA_PATH,
    summary: "List the OAuth endpoints of this instance (RFC 8414).",
    scope: "none",
    answers: { 200: answer("the metadata", serverMetadataSchema, serverMetadata("https://tokens.example")) },
  },
  async () => json(serverMetadata()),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(get);
