import { processWide } from "./process-wide";
import { Busy } from "./unavailable";

/** Something that waits for the database, since this moment of the process's clock. */
type Waiting = { readonly from: number; readonly giveUp: () => void };

export type Watched = {
  /** Whether the database proves at present that it tells of changes. */
  isTold(): boolean;
  /** Ask it anything, by the way that everything takes. */
  probe(): Promise<unknown>;
};

// So that a client is told within a second.
const SILENCE_MS = 600;
const LOOK_EVERY_MS = 100;

/**
 * A database that has fallen silent, as one does whose machine has vanished or was suspended: nothing refuses, and nothing answers. Whoever
 * waits for it then is told so within a second. It is not silent while it proves that it tells of changes, however busy it is, nor while
 * it answers anything at all.
 */
export class Silence {
  readonly #waiting = new Set<Waiting>();
  /** How often in a row it was looked whether anything had come, in vain. Not a time: a process that is busy itself reads late what is there. */
  #inVain = 0;
  #isAsked = false;
  #watched: Watched | undefined;

  /** Whether somebody looks out for it, and it proves at present that it tells of changes. */
  isTold(): boolean {
    return this.#watched?.isTold() ?? false;
  }

  /** Something waits from now on. @returns what ends that, and says whether the database has answered */
  wait(giveUp: () => void): (isAnswered: boolean) => void {
    const waiting = { from: performance.now(), giveUp };
    this.#waiting.add(waiting);
    return (isAnswered) => {
      this.#waiting.delete(waiting);
      if (isAnswered) this.#inVain = 0;
    };
  }

  /** Whether nothing has come from the database since then, for longer than anybody should wait. */
  lasts(from: number): boolean {
    return this.#inVain * LOOK_EVERY_MS >= SILENCE_MS && performance.now() - from >= SILENCE_MS;
  }

  /** Look out for it. @returns what ends that */
  watch(watched: Watched): () => void {
    const { isTold, probe } = watched;
    this.#watched = watched;
    let wasTold = false;
    const timer = setInterval(() => {
      const isThere = isTold();
      wasTold ||= isThere;
      // Where nothing has ever been told, that it is not says nothing: a start on a busy machine, a pooler that is in the way.
      if (isThere || !wasTold || this.#waiting.size === 0) {
        this.#inVain = 0;
        return;
      }
      this.#inVain++;
      for (const { from, giveUp } of [...this.#waiting]) if (this.lasts(from)) giveUp();
      if (!this.#isAsked) this.#ask(probe);
    }, LOOK_EVERY_MS);
    timer.unref();
    return () => {
      clearInterval(timer);
      this.#watched = undefined;
      this.#inVain = 0;
    };
  }

  // Its answer is noticed where it arrives.
  #ask(probe: Watched["probe"]): void {
    this.#isAsked = true;
    const over = () => {
      this.#isAsked = false;
    };
    probe().then(over, over);
  }
}

/** That of this process. */
export const silence = () => processWide("silence", () => new Silence());

/** Why somebody was told to come later. */
export const silent = () => new Busy("the database is silent");
