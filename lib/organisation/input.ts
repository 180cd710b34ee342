import { z } from "zod";
import { nameInput } from "@/lib/text-input";

/** The name of an organisation. Unknown fields are ignored. */
export const organisationInput = z.object({ name: nameInput("The name") });
