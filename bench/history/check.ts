/**
 * What somebody did with a token, and when by one clock, in milliseconds. Whoever is asked is an instance, by its name, with all of its
 * processes.
 */
export type Operation =
  /** An ending for good. Without `acknowledgedAt` nobody was told whether it was made. */
  | { type: "ending"; token: string; instance: string; begunAt: number; acknowledgedAt?: number }
  /** A request with the token, after it was made. `unavailable`: the instance could not tell. */
  | { type: "check"; token: string; instance: string; sentAt: number; answeredAt: number; outcome: Outcome };

export type Outcome = "allowed" | "refused" | "unavailable";
type Ending = Extract<Operation, { type: "ending" }>;
type Check = Extract<Operation, { type: "check" }>;

export type Violation = {
  rule: /** Let in although its ending was acknowledged: by that instance, or elsewhere longer ago than the bound. */
    | "allowed after its ending"
    /** Let in by an instance that had refused it. */
    | "allowed after a refusal"
    /** Refused although nobody had begun to end it: a client throws such a token away. */
    | "refused while alive";
  check: Check;
  /** How many milliseconds too late, or too early. */
  by: number;
};

/**
 * Everything in a recorded history that was promised not to happen. An answer counts as of any moment between its request and its arrival,
 * whichever speaks for the instance; so does an ending between its request and its acknowledgement.
 * @param boundMs how long an ending may take to be known elsewhere
 */
export function findViolations(history: readonly Operation[], boundMs: number): Violation[] {
  const violations: Violation[] = [];
  for (const operations of byToken(history).values()) {
    const endings = operations.filter((operation) => operation.type === "ending");
    const checks = operations.filter((operation) => operation.type === "check");
    // By instance: when the first refusal had arrived.
    const refusedAt = new Map<string, number>();
    for (const check of checks) {
      if (check.outcome !== "refused") continue;
      refusedAt.set(
        check.instance,
        Math.min(check.answeredAt, refusedAt.get(check.instance) ?? Number.POSITIVE_INFINITY),
      );
    }
    for (const check of checks) {
      violations.push(...judge(check, endings, refusedAt.get(check.instance), boundMs));
    }
  }
  return violations;
}

function judge(check: Check, endings: readonly Ending[], refusedAt: number | undefined, boundMs: number): Violation[] {
  if (check.outcome === "unavailable") return [];
  if (check.outcome === "refused") {
    const begunAt = Math.min(...endings.map((ending) => ending.begunAt));
    return begunAt > check.answeredAt ? [{ rule: "refused while alive", check, by: begunAt - check.answeredAt }] : [];
  }
  const lastMoment = Math.min(...endings.map((ending) => lastMomentOf(ending, check.instance, boundMs)));
  if (check.sentAt >= lastMoment) return [{ rule: "allowed after its ending", check, by: check.sentAt - lastMoment }];
  if (refusedAt !== undefined && check.sentAt >= refusedAt) {
    return [{ rule: "allowed after a refusal", check, by: check.sentAt - refusedAt }];
  }
  return [];
}

/** Until when an instance may let it in. One that nobody was told of binds nobody. */
function lastMomentOf({ acknowledgedAt, instance }: Ending, asked: string, boundMs: number): number {
  if (acknowledgedAt === undefined) return Number.POSITIVE_INFINITY;
  return acknowledgedAt + (asked === instance ? 0 : boundMs);
}

function byToken(history: readonly Operation[]): Map<string, Operation[]> {
  const tokens = new Map<string, Operation[]>();
  for (const operation of history) {
    const operations = tokens.get(operation.token);
    if (operations === undefined) tokens.set(operation.token, [operation]);
    else operations.push(operation);
  }
  return tokens;
}
