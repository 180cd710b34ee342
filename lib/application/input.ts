import { z } from "zod";
import { nameInput, slugInput } from "@/lib/text-input";

/** What makes an application. Without a slug it gets one of its name. Fields that are not known are ignored. */
export const createApplicationInput = z.object({
  name: nameInput("The name"),
  organisation: z.uuid("organisation must be the uuid of an organisation.").toLowerCase(),
  slug: slugInput.optional(),
});
export type CreateApplicationInput = z.output<typeof createApplicationInput>;

/** What changes one: its slug stays as it is. Another `organisation` transfers it. */
export const editApplicationInput = z.object({
  name: nameInput("The name").optional(),
  organisation: z.uuid("organisation must be the uuid of an organisation.").toLowerCase().optional(),
});
export type EditApplicationInput = z.output<typeof editApplicationInput>;
