/** Between a tip and what it is about. */
export const TIP_GAP_PX = 6;
const MARGIN_PX = 8;

/** For an element that takes the focus: these words on hover and on keyboard focus. Never the only place of a fact. */
export function tip(words: string): { "data-tip": string } {
  return { "data-tip": words };
}

/** What has a tip, at this element or around it. */
export function findTip(target: EventTarget | null): HTMLElement | undefined {
  return (target instanceof Element && target.closest<HTMLElement>("[data-tip]")) || undefined;
}

/** Above the middle of its anchor; below it where there is no room, and never beyond the edge of the window. */
export function placeTip(bubble: HTMLElement, anchor: HTMLElement): void {
  const { width, height } = bubble.getBoundingClientRect();
  const around = anchor.getBoundingClientRect();
  const { clientWidth } = document.documentElement;
  const left = Math.min(around.left + (around.width - width) / 2, clientWidth - width - MARGIN_PX);
  const top = around.top - height < 0 ? around.bottom : around.top - height;
  bubble.style.transform = `translate(${Math.round(Math.max(MARGIN_PX, left))}px, ${Math.round(top)}px)`;
}
