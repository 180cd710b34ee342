const CREATE_PATH = "/account/access-tokens?create=1";

/** Create a token: by the button of the page that has `data-creates`, else on the page of the person's own tokens. */
export function createToken(goTo: (path: string) => void): void {
  const button = [...document.querySelectorAll<HTMLElement>("main [data-creates]")].find((one) =>
    one.checkVisibility(),
  );
  if (button === undefined) {
    goTo(CREATE_PATH);
    return;
  }
  // What opens gives the focus back to it.
  button.focus({ preventScroll: true });
  button.click();
}

/** Go to the field that searches the page. @returns false where it has none */
export function focusSearch(): boolean {
  const field = [...document.querySelectorAll<HTMLInputElement>("main input[type=search]")].find((one) =>
    one.checkVisibility(),
  );
  field?.focus();
  field?.select();
  return field !== undefined;
}
