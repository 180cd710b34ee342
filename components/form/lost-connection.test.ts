import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** What runs an action without a broken connection of its own in the browser tests, and why. */
const WITHOUT: Readonly<Record<string, string>> = {
  "app/(auth)/invitations/[code]/page.tsx#goToProviderAction": "a LeadingForm, as in the list of invitations",
  "app/(auth)/login/confirm-page.tsx#confirmAtProviderAction": "a LeadingForm, as in the list of invitations",
  "app/(auth)/login/page.tsx#signInAtProviderAction": "a LeadingForm, as in the list of invitations",
  "app/(auth)/signup/page.tsx#signInAtProviderAction": "a LeadingForm, as in the list of invitations",
  "app/(dashboard)/organisations/[slug]/members/losing-tokens.tsx#confirmStoredAction":
    "in the background: where it fails, the token's page asks later",
  "app/(dashboard)/organisations/[slug]/members/remove-dialog.tsx#findLeavingAction":
    "a query, which says by itself that it failed",
  "app/(dashboard)/organisations/[slug]/webhooks/secret-dialog.tsx#confirmSigningSecretStoredAction":
    "in the background: where it fails, the webhook's page asks for another one",
  "components/access-token/form/use-policy-preview.ts#previewPoliciesAction":
    "only warns: the server still judges what is saved",
  "components/access-token/reveal/unstored.ts#confirmStoredAction":
    "in the background: where it fails, the token's page asks later",
};

test("every form, dialog and button that runs a server action has its connection broken in a browser test", () => {
  const running = [...filesIn("app"), ...filesIn("components")]
    .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."))
    .flatMap((file) => actionsOf(read(file)).map((action) => `${file}#${action}`));
  const broken = filesIn("e2e").flatMap((file) => formsOf(read(file)));
  expect([...new Set([...broken, ...Object.keys(WITHOUT)])].sort()).toEqual(running.sort());
});

/** The actions that a file imports to run them. */
function actionsOf(source: string): string[] {
  const imports = source.matchAll(
    /^import \{([^}]*)\} from "[^"]*\/actions"|^import \{([^}]*)\} from "[^"]*-actions"/gm,
  );
  return [...imports].flatMap(([, ...names]) =>
    names
      .join(",")
      .split(",")
      .map((name) => name.trim())
      .filter((name) => /^\w+Action$/.test(name)),
  );
}

/** The forms that a browser test breaks; it may name their folder once. */
function formsOf(source: string): string[] {
  const folders = new Map(
    [...source.matchAll(/^const (\w+) = ["`](.+)["`];$/gm)].map(([, name = "", folder = ""]) => [name, folder]),
  );
  const inFull = (text: string): string =>
    text.replace(/\$\{(\w+)\}/g, (_, name: string) => inFull(folders.get(name) ?? ""));
  return [...source.matchAll(/form: ["`]([^"`\n]+)["`]/g)].map(([, form = ""]) => inFull(form));
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"));
}

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), "utf8");
}
