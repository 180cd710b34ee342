import { z } from "zod";
import { holdsSecret, nameInput } from "@/lib/text-input";

const name = nameInput("The name");

const query = z
  .string("Set a filter or a sort order first.")
  .min(1, "Set a filter or a sort order first.")
  .max(2000, "These filters are too long to save.")
  .refine((text) => !holdsSecret(text), "The filters contain a secret. Remove it, then save the view.");

/** The input to save a view: its name, and the parameters of the list's address. */
export const saveViewInput = z.strictObject({ name, query });
export type SaveViewInput = z.output<typeof saveViewInput>;

/** The input to rename one. */
export const renameViewInput = z.strictObject({ name });
export type RenameViewInput = z.output<typeof renameViewInput>;
