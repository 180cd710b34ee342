/** What happened at the provider, for the code that the way back put into the address; nothing for any other. */
export function securityNotice(
  error: unknown,
  done: unknown,
  provider: string,
): { tone: "danger" | "done"; sentence: string } | undefined {
  const refusals: Record<string, string> = {
    taken: `That ${provider} account is connected to another account here. Nothing has changed.`,
    other_person: `That was not the ${provider} account that is connected to this one. Nothing has changed.`,
    not_fresh: `${provider} did not ask you to sign in again. Sign out there, then try again.`,
    provider: `${provider} was left without an answer, or its answer came too late. Nothing has changed.`,
  };
  const outcomes: Record<string, string> = {
    connected: `Connected. From now on you can sign in with ${provider}.`,
    address_confirmed: "Your e-mail address is confirmed. Everything in your account keeps working.",
    disconnected: `Disconnected. ${provider} no longer signs in to this account.`,
  };
  if (typeof error === "string" && Object.hasOwn(refusals, error)) {
    return { tone: "danger", sentence: refusals[error] ?? "" };
  }
  if (typeof done === "string" && Object.hasOwn(outcomes, done))
    return { tone: "done", sentence: outcomes[done] ?? "" };
  return undefined;
}
