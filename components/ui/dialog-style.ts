/** Shared by dialog and alert dialog. */
export const overlayStyle =
  "fixed inset-0 z-40 bg-overlay data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in";

export const panelStyle =
  "[--dialog-top:max(1rem,calc(45dvh-22rem))] fixed inset-x-0 bottom-0 z-50 flex max-h-[calc(100dvh-1.5rem)] w-full flex-col overflow-hidden rounded-t-xl border bg-surface shadow-dialog outline-none data-[state=closed]:animate-sink-out data-[state=open]:animate-rise-in sm:inset-x-4 sm:top-(--dialog-top) sm:bottom-auto sm:mx-auto sm:max-h-[min(calc(100dvh-var(--dialog-top)-1rem),52rem)] sm:w-auto sm:rounded-xl";
