import { isInTheClear } from "../client/host";
import type { Me } from "../client/types";
import type { Context } from "../context";
import { EXIT, type ExitCode, Failure } from "../failure";
import { relative } from "../output/time";
import { warnOfEnd } from "./token/show";

type Finding = { check: string; ok: boolean; detail: string };

// More makes dates in answers misleading, and certificates fail.
const MOST_SECONDS_APART = 60;

/** Look at everything that a call depends on, one after the other, and say what is wrong. */
export async function doctor(context: Context, { warnDays }: { warnDays?: number }): Promise<void> {
  const { output, now } = context;
  const findings: Finding[] = [];
  let exitCode: ExitCode = EXIT.done;
  const found = (check: string, ok: boolean, detail: string, code: ExitCode = EXIT.refused) => {
    findings.push({ check, ok, detail });
    if (!ok && exitCode === EXIT.done) exitCode = code;
    if (!output.isJson && !(output.isQuiet && ok)) {
      output.line(
        `${ok ? output.styled("green", "ok   ") : output.styled("red", "wrong")} ${check.padEnd(6)} ${detail}`,
      );
    }
  };
  try {
    const { client } = context;
    const response = await client.send("GET", "/api/health");
    found("host", true, `${client.host} responds.`);
    found(
      "tls",
      !isInTheClear(client.host),
      client.host.startsWith("https:")
        ? "The connection is encrypted."
        : isInTheClear(client.host)
          ? "The connection is not encrypted: use https://"
          : "The instance is on this machine.",
    );
    const apart = secondsApart(response, now);
    found(
      "clock",
      apart <= MOST_SECONDS_APART,
      apart <= MOST_SECONDS_APART ? "The clocks match." : `The clocks are ${apart} seconds apart.`,
    );
    const { token, email } = await client.get<Me>("/iam/v3/me/");
    found(
      "token",
      true,
      `“${token.label}” of ${email}, ${token.expiration_date === null ? "without an expiration date" : `expires ${relative(token.expiration_date, now, "")}`}.`,
    );
    found("scopes", true, `${token.scopes.join(", ")}.${lackingFor(token.scopes)}`);
    if (warnDays !== undefined) warnOfEnd({ ...token, status: "active" }, warnDays, now);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const check = error.exitCode === EXIT.network ? "host" : error.exitCode === EXIT.expiring ? "expiry" : "token";
    // A login's own token is not extended by anyone: another takes its place.
    const isLogin = check === "expiry" && context.account.profile !== undefined;
    const hints = isLogin ? [`Log in again: latchkey login --host ${context.account.host}`] : error.hints;
    found(check, false, [error.message, ...hints].join(" "), error.exitCode);
  }
  if (output.isJson) output.json(findings);
  process.exitCode = exitCode;
}

function secondsApart(response: Response, now: Date): number {
  const date = response.headers.get("Date");
  return date === null ? 0 : Math.abs(Math.round((new Date(date).getTime() - now.getTime()) / 1000));
}

/** What the commands about tokens lack, of the scopes that they need. Pure. */
function lackingFor(scopes: readonly string[]): string {
  if (scopes.includes("all") || scopes.includes("tokens:write")) return "";
  const writing = "latchkey token create, edit, rotate and revoke need tokens:write";
  return scopes.includes("tokens:read") ? ` ${writing}.` : ` ${writing}; list, show and usage need tokens:read.`;
}
