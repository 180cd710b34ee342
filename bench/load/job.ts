/** What every request of a job is. `{secret}` in a header or in the body stands for the secret of its turn. */
export type RequestShape = {
  method: string;
  path: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
};

/** Secrets by their numbers (see `secretOf`): `count` from `from` on. */
export type Range = { from: number; count: number };

/** Whose turn it is: the hot ones over and over, and with each request of this share one that was not asked for before. */
export type Traffic =
  | { hot: Range; fresh?: Range & { share: number } }
  /** Somebody else's secrets, all of one length. */
  | { list: readonly string[] };

export type Job = {
  port: number;
  shape: RequestShape;
  traffic?: Traffic;
  connections: number;
  seconds: number;
  /** So many requests a second at most, over all connections; left out: as many as it can. */
  rate?: number;
  /** The statuses that are no fault. */
  expects: readonly number[];
};

/** What became of a job; times in milliseconds. */
export type Outcome = {
  requests: number;
  seconds: number;
  p50: number;
  p99: number;
  max: number;
  firstByteP50: number;
  /** Of the last answer, head and all. */
  bytes: number;
  /** How many answers there were of each status, and how many connections broke. */
  statuses: Record<string, number>;
  broken: number;
  /** How many of the fresh secrets were taken. */
  freshUsed: number;
};
