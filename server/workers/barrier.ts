import { barrierHere, setBarrierElsewhere } from "@/db/barrier";
import { askingOver } from "./asking";
import type { Question } from "./message";

/**
 * Both sides of asking the process at the other end of a channel to catch up.
 * @param send tells whether there was anybody to hear it
 * @param run what is done for the other side when it asks
 */
export function barrierOver(send: (message: Question) => Promise<boolean>, run: () => Promise<void>) {
  return askingOver<void>({ about: "barrier", send, find: run, nothing: undefined });
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
