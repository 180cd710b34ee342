import type { ReactNode } from "react";
import { TEXT_FIELD_NAMES, type Texts, textField } from "@/lib/access-token/fields";

/** One line of a list of facts. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 gap-y-0.5 sm:col-span-2 sm:grid-cols-subgrid">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

/** The texts of a token that are facts about it, as far as it has them. */
export function TextFacts({ token }: { token: Texts }) {
  return TEXT_FIELD_NAMES.filter((name) => textField(name).isFact && token[name]).map((name) => (
    <Fact key={name} name={textField(name).words}>
      <bdi className="whitespace-pre-line break-words">{token[name]}</bdi>
    </Fact>
  ));
}
