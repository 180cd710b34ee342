import { z } from "zod";
import { nameInput, slugInput } from "@/lib/text-input";

const organisationInput = z.uuid("organisation must be the uuid of an organisation.").toLowerCase();

/** The input to create an application. Without a slug it gets one from its name. Unknown fields are ignored. */
export const createApplicationInput = z.object({
  name: nameInput("The name"),
  organisation: organisationInput.describe("uuid of the organisation"),
  slug: slugInput.describe("lower-case letters, digits and hyphens; default: made from the name").optional(),
});
export type CreateApplicationInput = z.output<typeof createApplicationInput>;

/** The input to change one: its slug stays. Another `organisation` transfers it. */
export const editApplicationInput = z.object({
  name: nameInput("The name").optional(),
  organisation: organisationInput
    .describe("uuid of the organisation to transfer it to; requires the role owner here, and owner or admin there")
    .optional(),
});
export type EditApplicationInput = z.output<typeof editApplicationInput>;
