/** What is asked for: the method, and the path that may break anywhere. */
export function MethodPath({ method, path }: { method: string; path: string }) {
  return (
    <span className="wrap-anywhere font-mono">
      <span className="mr-1 font-semibold">{method}</span> {path}
    </span>
  );
}
