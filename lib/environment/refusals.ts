/** Why an environment cannot have a slug. */
export const SLUG_TAKEN = "The application has an environment of this name already.";
