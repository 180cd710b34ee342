import { routeEverywhere } from "@/lib/api/endpoint/route";
import { verification } from "@/lib/api/verification";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeEverywhere(verification);
