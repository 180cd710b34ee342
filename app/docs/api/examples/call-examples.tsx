import { CodeBlock } from "@/components/docs/code-block";
import { inWordsOf } from "@/lib/docs/instance-words";
import { env } from "@/lib/env";
import type { Call } from "./call";
import { LANGUAGES, type Language } from "./languages";

// Each is a class that the style sheet has only where it stands in full.
const SHOWN: Record<Language, string> = {
  curl: "group-has-[[value=curl]:checked]/examples:block",
  python: "group-has-[[value=python]:checked]/examples:block",
  node: "group-has-[[value=node]:checked]/examples:block",
  go: "group-has-[[value=go]:checked]/examples:block",
};

type Props = {
  /** Names the radio buttons, one set apart from another. */
  id: string;
  /** Which call it is, for screen readers. */
  of: string;
  call: Omit<Call, "base">;
  /** The one that is shown first. */
  language: Language;
};

/** A call in each language, of which the chosen one is shown. The choice is a radio button: it works without a script. */
export function CallExamples({ id, of, call, language }: Props) {
  return (
    <div className="group/examples grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
      <fieldset className="flex flex-wrap items-center gap-x-1 print:hidden">
        <legend className="sr-only">Language of the example of {of}</legend>
        {LANGUAGES.map(({ id: value, name }) => (
          <label
            key={value}
            className="relative inline-flex h-8 items-center rounded-md px-2.5 font-medium text-[0.8125rem] text-muted-foreground hover:text-foreground has-checked:bg-hover has-checked:text-foreground has-focus-visible:outline-2 has-focus-visible:outline-ring pointer-coarse:h-11 forced-colors:has-checked:outline-2"
          >
            <input
              type="radio"
              name={`example-${id}`}
              value={value}
              data-language=""
              defaultChecked={value === language}
              className="absolute inset-0 size-full cursor-pointer appearance-none rounded-md outline-none"
            />
            <span className="pointer-events-none relative">{name}</span>
          </label>
        ))}
      </fieldset>
      {LANGUAGES.map(({ id: value, name, write }) => (
        <div key={value} className={`hidden ${SHOWN[value]}`}>
          <CodeBlock label={`example of ${of} in ${name}`} code={textOf(write, call)} />
        </div>
      ))}
    </div>
  );
}

/** An example with the address and the prefix of this instance in it. */
export function textOf(write: (call: Call) => string, call: Omit<Call, "base">): string {
  const { APP_URL: appUrl, BRAND_NAME: brandName, TOKEN_PREFIX: tokenPrefix } = env();
  return inWordsOf({ appUrl, brandName, tokenPrefix }, write({ ...call, base: appUrl }));
}
