/** One thing that a token may be limited to, with its names; ids are UUIDs. `names` has as many parts as the limit. */
export type ReachChoice = {
  organisation: string;
  application: string | null;
  environment: string | null;
  /** `Harbour Studio`, `Regatta Site`, `test`; empty where the person no longer reaches it. */
  names: readonly string[];
};

/** A choice as a form sends it: its ids, joined by colons. Also what tells two of them apart. */
export function reachKey({ organisation, application, environment }: Omit<ReachChoice, "names">): string {
  return [organisation, application, environment].filter((id) => id !== null).join(":");
}

/** Whether `outer` holds all of `inner`: an organisation its applications, and an application its environments. */
export function includes(outer: ReachChoice, inner: ReachChoice): boolean {
  return (
    outer.organisation === inner.organisation &&
    (outer.application === null || outer.application === inner.application) &&
    (outer.environment === null || outer.environment === inner.environment)
  );
}

/** The choices with one more: it replaces those that it includes, and changes nothing if it is included already. */
export function withChoice(choices: readonly ReachChoice[], added: ReachChoice): readonly ReachChoice[] {
  if (choices.some((choice) => includes(choice, added))) return choices;
  return [...choices.filter((choice) => !includes(added, choice)), added];
}

export function withoutChoice(choices: readonly ReachChoice[], removed: ReachChoice): readonly ReachChoice[] {
  return choices.filter((choice) => reachKey(choice) !== reachKey(removed));
}

/** What a form sent, in the shape of the API's JSON. The schema refuses anything but a choice. */
export function readLimit(text: string): { organisation: string; application?: string; environment?: string } {
  const [organisation = "", application, environment] = text.split(":");
  return {
    organisation,
    ...(application === undefined ? {} : { application }),
    ...(environment === undefined ? {} : { environment }),
  };
}
