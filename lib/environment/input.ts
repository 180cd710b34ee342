import { z } from "zod";
import { slugInput, textFault } from "@/lib/text-input";

const branchInput = z
  .string("The branch must be text.")
  .trim()
  .min(1, "Enter a branch.")
  .max(255, "The branch has more than 255 characters.")
  .regex(/^[^\s~^:?*[\]\\\p{Cc}]+$/u, "The branch contains characters that Git doesn't allow.")
  .superRefine((branch, context) => {
    const fault = textFault(branch);
    if (fault !== undefined) context.addIssue({ code: "custom", message: `The branch ${fault}` });
  })
  .describe("a Git branch");

const slug = slugInput.describe("lower-case letters, digits and hyphens, unique in the application");

/** The input to create an environment. Unknown fields are ignored. */
export const createEnvironmentInput = z.object({
  application: z
    .uuid("application must be the uuid of an application.")
    .toLowerCase()
    .describe("uuid of the application"),
  slug,
  branch: branchInput.describe("a Git branch; default: main").optional(),
});
export type CreateEnvironmentInput = z.output<typeof createEnvironmentInput>;

/** The input to change one: only the given fields change. */
export const editEnvironmentInput = z.object({ slug: slug.optional(), branch: branchInput.optional() });
export type EditEnvironmentInput = z.output<typeof editEnvironmentInput>;
