import { Fragment } from "react";

/** What is asked for: the method, and the path, which breaks behind a slash. */
export function MethodPath({ method, path }: { method: string; path: string }) {
  return (
    <span className="font-mono">
      <span className="mr-1 font-semibold">{method}</span>{" "}
      <span className="whitespace-nowrap">
        {path.split(/(?<=.\/)/).map((part, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a path never change places
          <Fragment key={n}>
            {n > 0 && <wbr className="whitespace-normal" />}
            {part}
          </Fragment>
        ))}
      </span>
    </span>
  );
}
