import { Logger } from "graphile-worker";

/**
 * What the queue has to say: only what an operator should know, and that without stacks. Messages name jobs by number and task;
 * payloads hold nothing but ids.
 */
export const workLogger = new Logger(() => (level, message) => {
  if (level === "error") console.error(`work: ${firstLine(message)}`);
  if (level === "warning") console.warn(`work: ${firstLine(message)}`);
});

function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? "";
}
