/** Why an environment cannot have a slug. */
export const SLUG_TAKEN = "The application already has an environment with this name.";
