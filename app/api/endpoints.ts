import { descriptionsOf } from "@/lib/api/endpoint/described-routes";
import { SERVED_ROUTES } from "./served-routes";

/** Every endpoint of the API as it is described, in the order of its reference. */
export const ENDPOINTS = descriptionsOf(SERVED_ROUTES);
