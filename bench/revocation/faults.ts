import { type ChildProcess, spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import type { TcpProxy } from "@/test/database/tcp-proxy";

/** What is wrong while tokens are ended. `begin` returns what ends it. */
export type Fault = { name: string; title: string; begin(proxy: TcpProxy): () => void };

const DELAY_MS = 300;

export const FAULTS: readonly Fault[] = [
  {
    name: "cut",
    title: "the listener's connection cut by a reset",
    begin: (proxy) => {
      proxy.cut();
      return () => undefined;
    },
  },
  {
    name: "black-hole",
    title: "the listener's connection black-holed",
    begin: (proxy) => {
      proxy.blackHole();
      return () => proxy.heal();
    },
  },
  {
    name: "delay",
    title: `the listener's connection delayed by ${DELAY_MS} ms`,
    begin: (proxy) => {
      proxy.delay(DELAY_MS);
      return () => proxy.heal();
    },
  },
  {
    name: "busy",
    title: "every core busy with something else",
    begin: () => {
      const busy = Array.from({ length: availableParallelism() }, () => spin());
      return () => {
        for (const child of busy) child.kill("SIGKILL");
      };
    },
  },
];

function spin(): ChildProcess {
  const child = spawn(process.execPath, ["--eval", "for (;;);"], { stdio: "ignore" });
  const orphaned = () => child.kill("SIGKILL");
  process.once("exit", orphaned);
  child.once("exit", () => process.removeListener("exit", orphaned));
  return child;
}
