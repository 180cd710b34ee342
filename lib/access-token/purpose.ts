export const PURPOSES = ["local_development", "ci_pipeline", "shared_environment", "automation", "other"] as const;
export type Purpose = (typeof PURPOSES)[number];
