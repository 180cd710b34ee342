/** What a file of tests may take, in seconds. CONTRIBUTING.md says what to do about one that takes longer. */
export const BUDGET_SECONDS = { unit: 1, database: 10, http: 20, process: 30, e2e: 30 };

/** The ten files that took longest, the slowest first. */
export function slowest(files) {
  return [...files].sort((one, other) => other.seconds - one.seconds).slice(0, 10);
}

/** The files that took longer than their budget, the worst first, each with its budget. */
export function overBudget(files) {
  return files
    .map((file) => ({ ...file, budget: BUDGET_SECONDS[file.part] }))
    .filter(({ seconds, budget }) => seconds > budget)
    .sort((one, other) => other.seconds / other.budget - one.seconds / one.budget);
}
