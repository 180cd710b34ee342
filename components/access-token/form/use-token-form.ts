import { type Dispatch, type SetStateAction, useState } from "react";
import type { TokenFormValues } from "@/lib/access-token/form/prefill";
import { type AccessChoice, afterPurpose, withSuggestion } from "@/lib/access-token/form/presets";
import type { ReachChoice } from "@/lib/access-token/form/reach";
import type { LimitJson } from "@/lib/access-token/json";

/** What a form says of a token's access. */
export type AccessForm = {
  choice: AccessChoice;
  setChoice: Dispatch<SetStateAction<AccessChoice>>;
  /** What it is limited to. */
  limits: readonly ReachChoice[];
  setLimits: Dispatch<SetStateAction<readonly ReachChoice[]>>;
};

/** What is chosen in a token's form, as far as more than one part of it depends on that. */
export type TokenForm = AccessForm & {
  purpose: string;
  choosePurpose: (purpose: string) => void;
  /** Choose what is suggested for the purpose. */
  takeSuggestion: () => void;
  expiration: { expiration: string; local: string };
  setExpiration: (expiration: { expiration: string; local: string }) => void;
  networks: { from: "any" | "listed"; text: string };
  setNetworks: (networks: { from: "any" | "listed"; text: string }) => void;
};

export function useAccessForm(values: Pick<TokenFormValues, "scopes" | "limits">): AccessForm {
  const [choice, setChoice] = useState<AccessChoice>(() => choiceOf(values));
  const [limits, setLimits] = useState<readonly ReachChoice[]>(() => (values.limits ?? []).map(unnamed));
  return { choice, setChoice, limits, setLimits };
}

/** @param suggests whether another purpose fills in what is not chosen: of a new token */
export function useTokenForm(values: TokenFormValues, suggests: boolean): TokenForm {
  const access = useAccessForm(values);
  const { choice, setChoice } = access;
  const [purpose, setPurpose] = useState(values.purpose);
  const [expiration, setExpiration] = useState({ expiration: values.expiration, local: values.local });
  const [networks, setNetworks] = useState<TokenForm["networks"]>({
    from: values.networks === null ? "any" : "listed",
    text: (values.networks ?? []).join("\n"),
  });
  return {
    ...access,
    purpose,
    choosePurpose: (next) => {
      if (suggests) setChoice(afterPurpose(choice, purpose, next));
      setPurpose(next);
    },
    takeSuggestion: () => setChoice(withSuggestion(choice, purpose)),
    expiration,
    setExpiration,
    networks,
    setNetworks,
  };
}

function choiceOf({ scopes, limits }: Pick<TokenFormValues, "scopes" | "limits">): AccessChoice {
  return {
    access: scopes === undefined ? undefined : scopes.includes("all") ? "all" : "chosen",
    ticked: new Set((scopes ?? []).filter((scope) => scope !== "all")),
    reach: limits === undefined ? undefined : limits === null ? "everything" : "limited",
  };
}

function unnamed({ organisation, application, environment }: LimitJson): ReachChoice {
  return { organisation, application: application ?? null, environment: environment ?? null, names: [] };
}
