"use client";

import { type Ref, type RefObject, useEffect, useImperativeHandle, useRef } from "react";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * What someone types or chooses before hydration stays in the control, but React tells nobody: `onChange` is not called, and a
 * controlled one falls back to its state when it is next rendered. With the ref that this returns, the control tells what it
 * holds as soon as someone listens. So does one that the browser restored on the way back, perhaps from another row: where a
 * change takes effect at once, a form with `autoComplete="off"` around it prevents that.
 * @param given the ref that the user of the control asked for
 */
export function useCatchUp<C extends Control>(given?: Ref<C>): RefObject<C | null> {
  const ref = useRef<C>(null);
  useImperativeHandle<C | null, C | null>(given, () => ref.current, []);
  useEffect(() => {
    const tell = ref.current === null ? undefined : earlyChange(ref.current);
    let mounted = true;
    // After all effects, so that of several controls each handler sees what the one before it changed.
    if (tell !== undefined) queueMicrotask(() => mounted && tell());
    return () => {
      mounted = false;
    };
  }, []);
  return ref;
}

/** How to tell that a control no longer holds what the server rendered; undefined if it still does. */
function earlyChange(control: Control): (() => void) | undefined {
  if (control instanceof HTMLSelectElement) {
    const { value } = control;
    const rendered = [...control.options].find((option) => option.defaultSelected)?.value ?? value;
    if (value === rendered) return undefined;
    return () => {
      control.value = value;
      control.dispatchEvent(new Event("change", { bubbles: true }));
    };
  }
  if (control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio")) {
    const { checked } = control;
    // A radio button tells when it is chosen, not when another one is.
    if (checked === control.defaultChecked || (control.type === "radio" && !checked)) return undefined;
    return () => {
      control.checked = checked;
      makeReactSee(control, String(!checked));
      // Unlike `click()`, it does not toggle once more.
      control.dispatchEvent(new Event("click", { bubbles: true }));
    };
  }
  const { value } = control;
  if (value === control.defaultValue) return undefined;
  return () => {
    // Setting even the same value could end a composition.
    if (control.value !== value) control.value = value;
    makeReactSee(control, control.defaultValue);
    control.dispatchEvent(new Event("input", { bubbles: true }));
  };
}

/**
 * React drops an event after which a control holds what it last saw, and it began to look too late. What it last saw is in no
 * type, only in this property; e2e/before-hydration.spec.ts fails if React renames it.
 */
function makeReactSee(control: Control, before: string) {
  (control as { _valueTracker?: { setValue(value: string): void } })._valueTracker?.setValue(before);
}
