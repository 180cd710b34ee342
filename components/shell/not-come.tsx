import { FAILED_TEXT } from "@/lib/failed-page";
import { GRID } from "./grid";

/**
 * Where no script runs: that a part of the page is still to come, or failed after the page had begun. With scripts the error boundary
 * takes its place. The style sheet sees whether one is missing.
 */
export function NotCome() {
  return (
    <p id="not-come" className={`${GRID} pt-7`}>
      Part of this page hasn’t loaded. If it doesn’t appear: {FAILED_TEXT}
    </p>
  );
}
