import { GRID } from "./grid";

/** Where no script runs: why buttons are missing. The sidebar leads to the pages of the user menu. */
export function NoScript() {
  return (
    <div className="hidden border-b bg-warning-soft text-sm text-warning-text noscript:block">
      <p className={`${GRID} py-3`}>
        JavaScript is off, so buttons that need it, such as those that create or revoke tokens, aren’t shown. Turn it on
        to use them.
      </p>
    </div>
  );
}
