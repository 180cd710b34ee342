import { setFlagsFromString } from "node:v8";

// V8 lets a heap grow to up to four times of what it holds before it looks for garbage.
const GROWTH_PERCENT = 75;

/** Have a process keep the size that what it remembers asks for. V8 says so on the terminal, and goes on, should it not know the flag any more. */
export function boundHeap(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}
