import { Fact } from "@/components/access-token/fact";
import { Time } from "@/components/ui/time";
import type { ShownLogin } from "@/lib/device-login/find";

/** What a machine says of itself, and where it is. */
export function LoginFacts({ login: { deviceName, address, isSameNetwork, client, askedAt } }: { login: ShownLogin }) {
  return (
    <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-[8rem_1fr]">
      <Fact name="Machine">
        <bdi className="wrap-anywhere font-medium">{deviceName === "" ? "Not stated" : deviceName}</bdi>
      </Fact>
      <Fact name="Address">
        <span className="wrap-anywhere font-mono text-[0.8125rem]">{address ?? "Unknown"}</span>{" "}
        {isSameNetwork === true && <span className="text-muted-foreground">the same network as this browser</span>}
        {isSameNetwork === false && <span className="text-warning-text">a different network from this browser</span>}
      </Fact>
      <Fact name="Program">
        <bdi className="wrap-anywhere">{client ?? "Not stated"}</bdi>
      </Fact>
      <Fact name="Requested">
        <Time at={askedAt} tense="past" />
      </Fact>
      <Fact name="Token">90 days, labelled with the machine’s name. You can revoke it at any time.</Fact>
    </dl>
  );
}
