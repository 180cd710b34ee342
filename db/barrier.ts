import { processWide } from "./process-wide";

type Barriers = {
  /** What this process has to catch up with. */
  local: (() => Promise<unknown>)[];
  here: () => Promise<void>;
  elsewhere: () => Promise<void>;
};

const barriers = () =>
  processWide<Barriers>("barriers", () => {
    const local: Barriers["local"] = [];
    const here = inTurns(async () => void (await Promise.allSettled(local.map((run) => run()))));
    return { local, here, elsewhere: async () => {} };
  });

/**
 * Have `run` called, in this process, before something that has been committed counts as done in it: a cache reads what it was told
 * of until then. It must settle by itself.
 */
export function registerLocalBarrier(run: () => Promise<unknown>): void {
  barriers().local.push(run);
}

/** Wait until this process has caught up with everything that is committed by now. Never rejects. */
export function barrierHere(): Promise<void> {
  return barriers().here();
}

/** How the other processes of this instance are asked to catch up, where there are any. */
export function setBarrierElsewhere(ask: () => Promise<void>): void {
  barriers().elsewhere = inTurns(ask);
}

/**
 * Wait until every process of this instance has caught up with everything that is committed by now. Calls that come together wait for
 * one round. Never rejects; a process that does not answer is waited for some two seconds, after which it believes nothing that it knows.
 */
export async function barrierEverywhere(): Promise<void> {
  await Promise.all([barriers().here(), barriers().elsewhere()]);
}

/**
 * One run at a time. Whoever asks while one is under way waits for the next, with all others who do: the one under way may have
 * looked before that was there which they wait for.
 */
function inTurns(run: () => Promise<void>): () => Promise<void> {
  let last = Promise.resolve();
  let next: Promise<void> | undefined;
  return () => {
    if (next === undefined) {
      const begin = () => {
        next = undefined;
        return run();
      };
      next = last.then(begin).catch(() => {});
      last = next;
    }
    return next;
  };
}
