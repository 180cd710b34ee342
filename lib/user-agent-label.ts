import Bowser from "bowser";

const SHOWN_CHARACTERS = 60;

/**
 * The name of a client, as people say it: `Chrome 128 on macOS`, `curl 8.5.0`, `git 2.43`. Only the client's own claim;
 * undefined when there is none.
 */
export function userAgentLabel(userAgent: string): string | undefined {
  const text = userAgent.trim();
  if (text === "") return undefined;
  const browser = browserLabel(text);
  if (browser !== undefined) return browser;
  // Tools name themselves first, by the convention of RFC 9110 §10.1.5: product, slash, version.
  const [, product, version] = /^([\w!#$%&'*+.^`|~-]+)\/([\w.+~-]+)/.exec(text) ?? [];
  return shorten(product === undefined ? text : `${product} ${version}`);
}

// Only what begins like a browser is parsed as one: Bowser also sees browsers in the names of tools.
function browserLabel(text: string): string | undefined {
  if (!text.startsWith("Mozilla/")) return undefined;
  const { browser, os } = Bowser.parse(text);
  if (!browser.name) return undefined;
  const version = browser.version?.split(".")[0];
  return shorten(`${browser.name}${version ? ` ${version}` : ""}${os.name ? ` on ${os.name}` : ""}`);
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length > SHOWN_CHARACTERS ? `${characters.slice(0, SHOWN_CHARACTERS).join("")}…` : text;
}
