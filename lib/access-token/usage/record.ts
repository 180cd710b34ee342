import { writeUsage } from "@/db/access-token/write-usage";
import { db } from "@/db/database";
import { processWide } from "@/db/process-wide";
import { outsideSpans } from "@/db/span";
import { isUnavailable } from "@/db/unavailable";
import { addToBatch, type Batch, emptyBatch, MOST_ROWS, mergeBatch, REFUSAL_SOURCES, type UsedRequest } from "./batch";
import { SOURCES } from "./read";

// Well within the promised 60 seconds, and five statements however many requests came. The first use after a pause is what somebody
// is waiting to see; those that follow can wait for each other.
const WRITE_AFTER_MS = 2_000;
const WRITE_EVERY_MS = 4_000;
// Written early: a batch must not fill up while the database is available.
const ROWS_TO_WRITE_AT_ONCE = MOST_ROWS / 4;

// Clients that say another name with each request make one for each.
const MOST_REPEATED = 5_000;

type Recorder = {
  batch: Batch;
  /** What counted since the last batch was written. */
  repeated: Set<RepeatedUse>;
  timer: NodeJS.Timeout | undefined;
  /** When the last batch was written, by the process's clock. */
  wroteAt: number;
  writing: Promise<void> | undefined;
  failures: number;
};

const recorder = () =>
  processWide<Recorder>("token-use", () => ({
    batch: emptyBatch(),
    repeated: new Set(),
    timer: undefined,
    wroteAt: Number.NEGATIVE_INFINITY,
    writing: undefined,
    failures: 0,
  }));

/** Record one request with an existing secret. Costs a few map entries; it never waits for the database, and cannot fail. */
export function recordUsage(use: UsedRequest): void {
  const state = recorder();
  try {
    addToBatch(state.batch, use);
  } catch (error) {
    console.error("token use: a request could not be remembered", error);
  }
  if (state.batch.size >= ROWS_TO_WRITE_AT_ONCE && state.failures === 0 && state.writing === undefined)
    void flushUsage();
  else schedule();
}

/**
 * Requests of one secret that have all but their time in common, for where each costs a microsecond. They are remembered as one,
 * with the next batch. Each day, by UTC, needs one of its own: see `isOn`.
 */
export class RepeatedUse {
  readonly #use: Omit<UsedRequest, "now">;
  #requests = 0;
  #since = 0;
  #last = 0;
  constructor(use: Omit<UsedRequest, "now" | "requests" | "since">) {
    this.#use = use;
  }

  /** Whether a request at this moment is one of these, where it comes from the same client. */
  isOn(now: number): boolean {
    return dayOf(now) === dayOf(this.#last);
  }

  /** @param now the database's clock, in milliseconds */
  count(now: number): void {
    this.#last = now;
    if (this.#requests++ > 0) return;
    this.#since = now;
    const { repeated } = recorder();
    repeated.add(this);
    if (repeated.size >= MOST_REPEATED) rememberRepeated();
    schedule();
  }

  /** What was counted until now, once. */
  take(): UsedRequest {
    const requests = this.#requests;
    this.#requests = 0;
    return { ...this.#use, now: new Date(this.#last), requests, since: new Date(this.#since) };
  }
}

const DAY_MS = 24 * 60 * 60_000;
const dayOf = (time: number) => Math.floor(time / DAY_MS);

function rememberRepeated(): void {
  const { batch, repeated } = recorder();
  for (const use of repeated) addToBatch(batch, use.take());
  repeated.clear();
}

/** Write what is recorded, and wait for it: the last step of a shutdown before the database closes. Never throws. */
export async function flushUsage(): Promise<void> {
  const state = recorder();
  // One after another: two writers at once would only wait for each other's row locks.
  if (state.writing !== undefined) await state.writing;
  if (state.writing !== undefined) return await state.writing;
  clearTimeout(state.timer);
  state.timer = undefined;
  state.writing = outsideSpans(() => writeRemembered(state)).finally(() => {
    state.writing = undefined;
  });
  await state.writing;
}

// No permanent timer: an instance without requests writes nothing, and a test without a server leaves nothing running.
function schedule(): void {
  const state = recorder();
  if (state.timer !== undefined) return;
  const wait = Math.max(WRITE_AFTER_MS, state.wroteAt + WRITE_EVERY_MS - performance.now());
  state.timer = setTimeout(() => void flushUsage(), wait);
  state.timer.unref();
}

async function writeRemembered(state: Recorder): Promise<void> {
  rememberRepeated();
  const batch = state.batch;
  if (batch.size === 0) return;
  state.batch = emptyBatch();
  state.wroteAt = performance.now();
  try {
    await writeUsage(db, rowsOf(batch), { sources: SOURCES, refusals: REFUSAL_SOURCES });
    if (batch.dropped > 0) console.error(`token use: ${batch.dropped} requests were not remembered: too many at once`);
    state.failures = 0;
  } catch (error) {
    keepOrDrop(state, batch, error);
  }
}

function keepOrDrop(state: Recorder, batch: Batch, error: unknown): void {
  state.failures++;
  if (!isUnavailable(error) && !(isPassing(error) && state.failures <= 3)) {
    console.error("token use: a batch could not be written and is dropped", error);
    state.failures = 0;
    return;
  }
  // Once, not with every try.
  if (state.failures === 1) console.error("token use: the database is away: what was counted is kept for the next try");
  mergeBatch(batch, state.batch);
  state.batch = batch;
  schedule();
}

// A token that was deleted between two statements (23503), or a lock that someone else took in another order (40xxx).
function isPassing(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^(23503|40001|40P01)$/.test(String(error.code));
}

function rowsOf(batch: Batch) {
  const inner = <Row>(rows: Map<string, Map<string, Row>>) => [...rows.values()].flatMap((map) => [...map.values()]);
  return {
    lastUses: [...batch.lastUses.values()],
    usage: [...batch.usage.values()],
    sources: inner(batch.sources),
    refusals: inner(batch.refusals),
  };
}
