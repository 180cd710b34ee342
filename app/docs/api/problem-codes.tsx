import type { ProblemCode } from "@/lib/api/answer/problem";

/** Codes of problems, each with the way to what it means. */
export function ProblemCodes({ codes }: { codes: readonly ProblemCode[] }) {
  return codes.map((code, index) => (
    <span key={code}>
      {index > 0 && ", "}
      <a href={`/docs/errors#${code}`} className="link break-words font-mono text-[0.8125rem]">
        {code}
      </a>
    </span>
  ));
}
