/**
 * What has to be installed so that node_modules is what package-lock.json describes.
 * @typedef {Record<string, { version?: string, integrity?: string, dev?: boolean, devOptional?: boolean, optional?: boolean }>} Packages
 * @param {Packages | undefined} wanted the packages of package-lock.json
 * @param {Packages | undefined} installed those of node_modules/.package-lock.json, which npm leaves there
 * @param {boolean} development whether what tests and checks need is wanted as well. What is there of it stays in any case
 * @returns {string[] | undefined} the arguments of npm, or undefined when everything is there
 */
export function installation(wanted = {}, installed = {}, development = false) {
  const missing = Object.entries(wanted)
    .filter(([name, entry]) => name !== "" && !isThere(entry, installed[name]))
    .map(([, entry]) => entry);
  if (missing.some((entry) => !isForDevelopment(entry))) {
    // npm installs what is for development or for an optional peer (devOptional) with production too: only the rest tells.
    const all = development || Object.values(installed).some(({ dev }) => dev === true);
    return ["ci", all ? "--include=dev" : "--omit=dev"];
  }
  // Beside what is there, which a server may be using: `npm ci` would remove it first.
  return missing.length > 0 && development ? ["install", "--no-save", "--include=dev"] : undefined;
}

function isThere(wanted, installed) {
  // What is for another platform is left out.
  if (!installed) return wanted.optional === true;
  return wanted.version === installed.version && wanted.integrity === installed.integrity;
}

function isForDevelopment({ dev = false, devOptional = false }) {
  return dev || devOptional;
}
