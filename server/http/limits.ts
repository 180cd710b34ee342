/** How long a connection without a request stays: longer than the 60 seconds of usual load balancers, or they would meet one that is closing. */
export const KEEP_ALIVE_MS = 65_000;
