export type Shortcut = "find" | "create" | "search" | "keys";

/** Keys that do something by themselves. Each can be turned off in the profile (WCAG 2.1.4). */
export const SINGLE_KEYS: Readonly<Record<string, Shortcut>> = { c: "create", "/": "search", "?": "keys" };

type Pressed = Pick<KeyboardEvent, "key" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey" | "repeat" | "isComposing">;

/**
 * What a key that was pressed asks for. Pure.
 * @param options.singleKeys whether keys do something by themselves, here and now
 * @param options.isApple there, Ctrl+K is a key of text fields
 */
export function shortcutOf(
  pressed: Pressed,
  { singleKeys, isApple }: { singleKeys: boolean; isApple: boolean },
): Shortcut | undefined {
  const { key, altKey, ctrlKey, metaKey, shiftKey, repeat, isComposing } = pressed;
  if (repeat || isComposing || altKey) return undefined;
  const isCommand = isApple ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  if (isCommand) return key.toLowerCase() === "k" && !shiftKey ? "find" : undefined;
  if (!singleKeys || ctrlKey || metaKey) return undefined;
  return Object.hasOwn(SINGLE_KEYS, key) ? SINGLE_KEYS[key] : undefined;
}

// Where letters are text, or choose an item.
const TYPING = [
  "input:not([type=checkbox], [type=radio], [type=button], [type=submit])",
  "textarea",
  "select",
  "[contenteditable]:not([contenteditable=false])",
  "[role=textbox]",
  "[role=combobox]",
  "[role=listbox]",
  "[role=menu]",
].join(", ");

/** Whether keys that are pressed there are typed. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPING) !== null;
}

/** Whether a dialog or a menu is open. It has all keys, and one that reveals a secret must not be left by accident. */
export function isCovered(): boolean {
  return (
    document.querySelector("[role=dialog], [role=alertdialog], [role=menu], [role=listbox], dialog[open]") !== null
  );
}
