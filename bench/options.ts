import { parseArgs } from "node:util";

export type Options = {
  what: "table" | "revocation" | "history" | "outage" | "import" | "rotations";
  /** Names of rows or figures; empty: all. */
  only: readonly string[];
  quick: boolean;
  peers: boolean;
  /** Seed again. */
  fresh: boolean;
  /** Write results and chart. */
  save: boolean;
  seconds: number;
  rounds: number;
  connections: number;
  /** How long memory is watched, in seconds. */
  soak: number;
  /** How often each ending is measured, or a token rotated. */
  times: number;
  operations: number;
  /** How many lines are imported. */
  lines: number;
};

const FLAGS = {
  revocation: { type: "boolean" },
  history: { type: "boolean" },
  outage: { type: "boolean" },
  rotations: { type: "boolean" },
  peers: { type: "boolean" },
  quick: { type: "boolean" },
  fresh: { type: "boolean" },
  save: { type: "boolean" },
  only: { type: "string", multiple: true },
  seconds: { type: "string" },
  rounds: { type: "string" },
  connections: { type: "string" },
  soak: { type: "string" },
  times: { type: "string" },
  operations: { type: "string" },
  import: { type: "string" },
} as const;

/**
 * What `npm run bench -- …` was asked for. Results are kept of a whole run: of a quick one, or of a part, only when asked to.
 * @throws with a sentence for the terminal
 */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({ args: [...args], options: FLAGS, strict: true });
  const [what = "table", another] = (["revocation", "history", "outage", "import", "rotations"] as const).filter(
    (name) => values[name],
  );
  if (another !== undefined) throw new Error(`Choose --${what} or --${another}: one at a time.`);
  const quick = values.quick ?? false;
  const only = (values.only ?? []).flatMap((names) => names.split(",")).filter((name) => name !== "");
  const number = (
    name: "seconds" | "rounds" | "connections" | "soak" | "times" | "operations" | "import",
    usual: number,
  ) => {
    const value = values[name] === undefined ? usual : Number(values[name]);
    if (!(value > 0)) throw new Error(`--${name} must be a number above 0.`);
    return value;
  };
  return {
    what,
    only,
    quick,
    peers: values.peers ?? false,
    fresh: values.fresh ?? false,
    save: values.save ?? (!quick && only.length === 0),
    // An outage: how long it lasts.
    seconds: number("seconds", what === "outage" ? (quick ? 5 : 30) : quick ? 0.5 : 3),
    rounds: number("rounds", quick ? 3 : 5),
    connections: number("connections", 32),
    soak: number("soak", quick ? 9 : 60),
    times: number("times", quick ? 10 : what === "rotations" ? 2_000 : 100),
    operations: number("operations", quick ? 5_000 : 100_000),
    lines: number("import", 1_000_000),
  };
}
