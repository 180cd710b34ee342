/** The name under which snippets and files keep the secret: `LATCHKEY_TOKEN`, from the platform's name. */
export function variableName(brandName: string): string {
  const name = brandName
    .normalize("NFKD")
    .replace(/[^\w\s-]/g, "")
    .replace(/[\s-]+/g, "_")
    .toUpperCase()
    .replace(/^(?=\d)/, "_");
  return name === "" ? "ACCESS_TOKEN" : `${name}_TOKEN`;
}

/** `id` can stand in an HTML id. */
export type Snippet = { id: string; name: string; text: string; hint: string };

/**
 * The snippets that people paste next. Only `curl` and `.env` contain the secret: what belongs into a repository refers to it
 * by name.
 */
export function snippets(given: {
  secret: string;
  appUrl: string;
  brandName: string;
  /** Nothing has used the secret yet, and its first use begins an overlap. */
  pending?: boolean;
}): Snippet[] {
  const { secret, appUrl, brandName, pending = false } = given;
  const variable = variableName(brandName);
  const me = `${appUrl}/iam/v3/me/`;
  return [
    {
      id: "curl",
      name: "curl",
      text: `curl -H "Authorization: Bearer ${secret}" \\\n  ${me}`,
      hint: pending
        ? "Run it in a terminal to see who you are. This counts as the first use and starts the overlap."
        : "Run it in a terminal to see who you are.",
    },
    {
      id: "env",
      name: ".env",
      text: `${variable}=${secret}`,
      hint: "One line for a file that’s not in a repository.",
    },
    {
      id: "github",
      name: "GitHub Actions",
      text: [
        "- name: Ask the API",
        "  env:",
        `    ${variable}: \${{ secrets.${variable} }}`,
        "  run: |",
        `    curl --fail -H "Authorization: Bearer $${variable}" \\`,
        `      ${me}`,
      ].join("\n"),
      hint: `A step in a job. Store the secret itself with: gh secret set ${variable}`,
    },
    {
      id: "gitlab",
      name: "GitLab CI",
      text: ["ask-the-api:", "  script:", `    - 'curl --fail -H "Authorization: Bearer $${variable}" ${me}'`].join(
        "\n",
      ),
      hint: `A job. Store the secret itself under Settings, CI/CD, Variables as ${variable}, masked.`,
    },
  ];
}

/** The file that *Download .env* makes: a comment with the facts, and the line. */
export function envFile(given: {
  secret: string;
  brandName: string;
  token: { label: string; uuid: string; expiration_date: string | null };
}): { name: string; text: string } {
  const { secret, brandName, token } = given;
  const expires = token.expiration_date === null ? "never expires" : `expires ${token.expiration_date}`;
  return {
    name: `${fileName(token.label)}.env`,
    // A label has no line breaks: the comment cannot become a second variable.
    text: `# ${brandName} access token: ${token.label}\n# ${token.uuid}, ${expires}\n${variableName(brandName)}=${secret}\n`,
  };
}

function fileName(label: string): string {
  const name = label
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 48);
  return name === "" ? "access-token" : name;
}
