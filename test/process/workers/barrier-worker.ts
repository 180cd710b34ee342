import { appendFileSync } from "node:fs";
import { barrierEverywhere, registerLocalBarrier } from "@/db/barrier";
import { joinBarriers, sendToMain } from "@/server/workers/barrier";
import type { Order, Question } from "@/server/workers/message";

/** A worker that answers nobody, and writes down when it catches up and when it has waited for all. SIGUSR2 has it ask. */
const write = (word: string) => appendFileSync(process.env.BARRIER_LOG ?? "", `${word} ${process.pid}\n`);
const barrier = joinBarriers();
registerLocalBarrier(async () => write("caught-up"));
process.on("SIGUSR2", () => void barrierEverywhere().then(() => write("waited")));
process.on("message", (message: unknown) => hear(message as Order | Question));

function hear(message: Order | Question) {
  if (!("order" in message)) barrier.hear(message);
  else if (message.order === "stop") process.exit(0);
  else void sendToMain({ done: message.order });
}

await sendToMain({ up: true });
