import { z } from "zod";
import { nameInput } from "@/lib/text-input";

/** The name of an organisation. Unknown fields are refused. */
export const organisationInput = z.strictObject({ name: nameInput("The name") });
