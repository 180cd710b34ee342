import { ASKING_MS, type Question } from "./message";

/**
 * Both sides of asking the process at the other end of a channel for something.
 * @param options.send tells whether there was anybody to hear it
 * @param options.find what is done for the other side when it asks
 * @param options.nothing what is taken for the answer of one that is gone or says nothing
 */
export function askingOver<Found>({
  about,
  send,
  find,
  nothing,
}: {
  about: Question["about"];
  send: (message: Question) => Promise<boolean>;
  find: () => Promise<Found>;
  nothing: Found;
}) {
  const waiting = new Map<number, (found: Found) => void>();
  let asked = 0;
  return {
    /** Ask, and wait for the answer, for the end of the channel, or for as long as is any use. */
    ask(): Promise<Found> {
      const number = ++asked;
      return new Promise((resolve) => {
        const answered = (found: Found) => {
          clearTimeout(late);
          waiting.delete(number);
          resolve(found);
        };
        const late = setTimeout(() => answered(nothing), ASKING_MS);
        waiting.set(number, answered);
        void send({ about, asks: number }).then((isHeard) => isHeard || answered(nothing));
      });
    },
    hear(message: Question): void {
      if (message.about !== about) return;
      if ("answers" in message) waiting.get(message.answers)?.(message.found as Found);
      else {
        const { asks } = message;
        void find().then(
          (found) => send({ about, answers: asks, found }),
          () => send({ about, answers: asks, found: nothing }),
        );
      }
    },
    /** Nobody is there any more: what was asked is as good as answered. */
    ended(): void {
      for (const answered of [...waiting.values()]) answered(nothing);
    },
  };
}
