import type { Me } from "../client/types";
import type { Context } from "../context";
import { printFacts } from "../output/table";
import { relative } from "../output/time";

/** Who the token belongs to, and what it may do: one request. */
export async function whoami({ client, output, now }: Context): Promise<void> {
  const me = await client.get<Me>("/iam/v3/me/");
  if (output.isJson) return output.json(me);
  const { token } = me;
  const name = `${me.first_name} ${me.last_name}`.trim();
  printFacts(output, [
    ["Account", name === "" ? me.email : `${name} <${me.email}>`],
    ["Instance", client.host],
    ["Token", `${token.label} (${token.uuid})`],
    ["Scopes", token.scopes.join(", ")],
    ["Reach", reach(token.limits)],
    ["Expires", relative(token.expiration_date, now, "never")],
  ]);
}

export function reach(limits: readonly unknown[] | null): string {
  if (limits === null) return "everything its owner can access";
  if (limits.length === 0) return "nothing";
  return limits.length === 1
    ? "one organisation, application or environment"
    : `${limits.length} organisations, applications or environments`;
}
