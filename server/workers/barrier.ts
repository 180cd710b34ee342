import { barrierHere, setBarrierElsewhere } from "@/db/barrier";
import { BARRIER_MS, type BarrierMessage } from "./message";

/**
 * Both sides of asking the process at the other end of a channel to catch up.
 * @param send tells whether there was anybody to hear it
 * @param run what is done for the other side when it asks
 */
export function barrierOver(send: (message: BarrierMessage) => Promise<boolean>, run: () => Promise<void>) {
  const waiting = new Map<number, () => void>();
  let asked = 0;
  return {
    /** Ask, and wait for the answer, for the end of the channel, or for as long as is any use. */
    ask(): Promise<void> {
      const number = ++asked;
      return new Promise((resolve) => {
        const passed = () => {
          clearTimeout(late);
          waiting.delete(number);
          resolve();
        };
        const late = setTimeout(passed, BARRIER_MS);
        waiting.set(number, passed);
        void send({ barrier: number }).then((isHeard) => isHeard || passed());
      });
    },
    hear(message: BarrierMessage): void {
      if ("passed" in message) waiting.get(message.passed)?.();
      else void run().finally(() => send({ passed: message.barrier }));
    },
    /** Nobody is there any more: what was asked is as good as answered. */
    ended(): void {
      for (const passed of [...waiting.values()]) passed();
    },
  };
}

/** Let whoever waits in this worker for all processes of the instance wait for the others too, by way of the main process. */
export function joinBarriers() {
  const barrier = barrierOver(sendToMain, barrierHere);
  process.once("disconnect", barrier.ended);
  setBarrierElsewhere(barrier.ask);
  return barrier;
}

/** Say something to the main process. @returns whether it was there to hear it */
export async function sendToMain(message: object): Promise<boolean> {
  return await new Promise((resolve) => {
    if (!process.send || !process.connected) return resolve(false);
    process.send(message, undefined, {}, (error) => resolve(error === null));
  });
}
