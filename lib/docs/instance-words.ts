/** What the Markdown calls the instance that shows it: `latchkey.example.com`, `Latchkey`, `lk_…`. */
export type Instance = { appUrl: string; brandName: string; tokenPrefix: string };

/** A text of the guide with this instance's own address, name and prefix of secrets in it. Pure. */
export function inWordsOf({ appUrl, brandName, tokenPrefix }: Instance, text: string): string {
  return (
    text
      .replaceAll("https://latchkey.example.com", () => appUrl)
      .replaceAll("latchkey.example.com", () => new URL(appUrl).host)
      .replaceAll(/\bLatchkey\b/g, () => brandName)
      // In the name of a variable, a prefix of a secret stands behind an underscore.
      .replaceAll(/(?<![a-z0-9])lk(?=_(pat|org|cli|\())/g, () => tokenPrefix)
  );
}
