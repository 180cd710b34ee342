// The first that a person does on a page, well before the click that needs what is loaded. Not `pointerover`: that comes also of a page that
// moves under a pointer at rest. A click may come alone: from speech control.
const SIGNS = ["pointermove", "pointerdown", "click", "focusin", "keydown"] as const;

/** Call `begin` at the first sign of a person, once for each kind of sign. Returns how to stop listening. */
export function onSignOfLife(begin: () => void): () => void {
  const once = { once: true, passive: true, capture: true } as const;
  for (const sign of SIGNS) addEventListener(sign, begin, once);
  return () => {
    for (const sign of SIGNS) removeEventListener(sign, begin, once);
  };
}
