import { z } from "zod";
import { nameInput } from "@/lib/text-input";

/** What an organisation is called. Fields that are not known are ignored. */
export const organisationInput = z.object({ name: nameInput("The name") });
