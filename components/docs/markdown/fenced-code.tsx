import type { Tokens } from "marked";
import { CodeBlock } from "@/components/docs/code-block";

/** Code of the guide. What stands behind its language is the name of the file that it belongs in. */
export function FencedCode({ code: { lang = "", text }, name }: { code: Tokens.Code; name: string }) {
  const [language, file] = lang.split(" ");
  // An answer is there to be read.
  return <CodeBlock code={text} label={file ?? name} file={file} copy={language !== "json"} />;
}
