import type { Tokens } from "marked";
import { CodeBlock } from "@/components/docs/code-block";

const LANGUAGES: Record<string, string> = {
  sh: "shell",
  yaml: "YAML",
  json: "JSON",
  python: "Python",
  js: "JavaScript",
  text: "text",
  nginx: "nginx",
  caddy: "Caddyfile",
  lua: "Lua",
  haproxy: "HAProxy configuration",
  sql: "SQL",
};

/** Code of the guide. What stands behind its language is the name of the file that it belongs in. */
export function FencedCode({ code, heading, number }: { code: Tokens.Code; heading: string; number: number }) {
  const [language = "", file] = (code.lang ?? "").split(" ");
  const what = file ?? `${LANGUAGES[language] ?? language} ${number}`;
  return (
    <CodeBlock
      code={code.text}
      label={`${heading.replaceAll(/[`*]/g, "")}, ${what}`}
      file={file}
      // An answer is to be read.
      copy={language !== "json"}
    />
  );
}
