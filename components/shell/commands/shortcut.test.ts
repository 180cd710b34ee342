import { expect, test } from "vitest";
import { shortcutOf } from "./shortcut";

const PLAIN = {
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
};
const press = (key: string, given: Partial<typeof PLAIN> = {}) => ({ ...PLAIN, key, ...given });
const ON = { singleKeys: true, isApple: false };
const OFF = { singleKeys: false, isApple: false };
const APPLE = { singleKeys: true, isApple: true };

test.each([
  ["c", press("c"), ON, "create"],
  ["/", press("/"), ON, "search"],
  ["/ of a German keyboard", press("/", { shiftKey: true }), ON, "search"],
  ["?", press("?", { shiftKey: true }), ON, "keys"],
  ["Ctrl+K", press("k", { ctrlKey: true }), ON, "find"],
  ["Ctrl+K with Caps Lock", press("K", { ctrlKey: true }), ON, "find"],
  ["Ctrl+K where single keys are off", press("k", { ctrlKey: true }), OFF, "find"],
  ["⌘K of a Mac", press("k", { metaKey: true }), APPLE, "find"],
  ["Ctrl+K of a Mac, which is a key of text fields", press("k", { ctrlKey: true }), APPLE, undefined],
  ["⌘K elsewhere", press("k", { metaKey: true }), ON, undefined],
  ["Ctrl+Shift+K, which is the browser's", press("K", { ctrlKey: true, shiftKey: true }), ON, undefined],
  ["c where single keys are off", press("c"), OFF, undefined],
  ["? where single keys are off", press("?", { shiftKey: true }), OFF, undefined],
  ["a capital C", press("C", { shiftKey: true }), ON, undefined],
  ["Ctrl+C, which copies", press("c", { ctrlKey: true }), ON, undefined],
  ["⌘C, which copies", press("c", { metaKey: true }), APPLE, undefined],
  ["Alt+C", press("c", { altKey: true }), ON, undefined],
  ["a key that is held", press("c", { repeat: true }), ON, undefined],
  ["a key of an input method", press("c", { isComposing: true }), ON, undefined],
  ["another letter", press("x"), ON, undefined],
  ["the name of a property of objects", press("constructor"), ON, undefined],
])("%s", (_what, pressed, options, expected) => {
  expect(shortcutOf(pressed, options)).toBe(expected);
});
