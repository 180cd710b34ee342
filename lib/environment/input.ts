import { z } from "zod";
import { slugInput, textFault } from "@/lib/text-input";

const branchInput = z
  .string("The branch must be text.")
  .trim()
  .min(1, "Enter a branch.")
  .max(255, "The branch has more than 255 characters.")
  .regex(/^[^\s~^:?*[\]\\\p{Cc}]+$/u, "The branch has characters that Git does not allow.")
  .superRefine((branch, context) => {
    const fault = textFault(branch);
    if (fault !== undefined) context.addIssue({ code: "custom", message: `The branch ${fault}` });
  });

/** What makes an environment. Fields that are not known are ignored. */
export const createEnvironmentInput = z.object({
  application: z.uuid("application must be the uuid of an application.").toLowerCase(),
  slug: slugInput,
  branch: branchInput.optional(),
});
export type CreateEnvironmentInput = z.output<typeof createEnvironmentInput>;

/** What changes one: only the fields that are there. */
export const editEnvironmentInput = z.object({ slug: slugInput.optional(), branch: branchInput.optional() });
export type EditEnvironmentInput = z.output<typeof editEnvironmentInput>;
