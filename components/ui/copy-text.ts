"use client";

/**
 * Put `text` on the clipboard; false where the browser refuses. Falls back to a selection, since `navigator.clipboard` does not exist
 * on plain http, which is how many instances run inside a network.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const holder = document.createElement("textarea");
  holder.value = text;
  holder.readOnly = true;
  holder.className = "fixed top-0 left-0 size-px opacity-0";
  // Inside an open dialog, if there is one: its focus trap would take the selection away from an element outside.
  const parent = document.querySelector("[role=dialog][data-state=open]") ?? document.body;
  const before = document.activeElement;
  parent.append(holder);
  holder.select();
  const copied = document.execCommand("copy");
  holder.remove();
  if (before instanceof HTMLElement) before.focus();
  return copied;
}
