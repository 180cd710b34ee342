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

// What a browser is called in a user agent, the most particular first: each also claims to be those after it. Pages need this in the browser, where a
// library that knows every device would weigh more than the page.
const BROWSERS = [
  [/\b(?:Edg|EdgA|EdgiOS)\/(\d+)/, "Microsoft Edge"],
  [/\b(?:OPR|OPiOS)\/(\d+)/, "Opera"],
  [/\bVivaldi\/(\d+)/, "Vivaldi"],
  [/\bSamsungBrowser\/(\d+)/, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, "Firefox"],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\/(\d+)/, "Chrome"],
  [/\bVersion\/(\d+)\S* .*\bSafari\//, "Safari"],
  // A robot says for whom it reads.
  [/\(compatible; ([\w-]+\/[\d.]+)/, ""],
] as const;

const SYSTEMS = [
  [/\b(?:iPhone|iPad|iPod)\b/, "iOS"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bCrOS\b/, "Chrome OS"],
  [/\bMac OS X\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
] as const;

// Only what begins like a browser is read as one: tools name browsers too.
function browserLabel(text: string): string | undefined {
  if (!text.startsWith("Mozilla/")) return undefined;
  for (const [pattern, name] of BROWSERS) {
    const version = pattern.exec(text)?.[1];
    if (version === undefined) continue;
    const system = SYSTEMS.find(([of]) => of.test(text))?.[1];
    const browser = name === "" ? version.replace("/", " ") : `${name} ${version}`;
    return shorten(system === undefined ? browser : `${browser} on ${system}`);
  }
  return undefined;
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length > SHOWN_CHARACTERS ? `${characters.slice(0, SHOWN_CHARACTERS).join("")}…` : text;
}
