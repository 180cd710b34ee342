import { isEndpoint } from "@/lib/api/endpoint/endpoint";
import { ROUTES } from "./routes";

/** Every endpoint of the API as it is described, in the order of its reference. */
export const ENDPOINTS = Object.values(ROUTES).flatMap(({ GET, POST, PATCH, DELETE }) =>
  [GET, POST, PATCH, DELETE].filter(isEndpoint).map(({ description }) => description),
);
