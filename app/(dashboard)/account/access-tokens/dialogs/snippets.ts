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

export type Snippet = { name: string; language: string; text: string; hint: string };

/** What people paste next. Only `curl` and `.env` contain the secret: what belongs into a repository refers to it by name. */
export function snippets(given: { secret: string; appUrl: string; brandName: string }): Snippet[] {
  const { secret, appUrl, brandName } = given;
  const variable = variableName(brandName);
  const me = `${appUrl}/iam/v3/me/`;
  return [
    {
      name: "curl",
      language: "sh",
      text: `curl -H "Authorization: Bearer ${secret}" \\\n  ${me}`,
      hint: "Run it in a terminal: it answers with who you are.",
    },
    {
      name: ".env",
      language: "sh",
      text: `${variable}=${secret}`,
      hint: "One line for a file that is in no repository.",
    },
    {
      name: "GitHub Actions",
      language: "yaml",
      text: [
        `# Once: gh secret set ${variable}   (then paste the secret)`,
        "- name: Ask the API",
        "  env:",
        `    ${variable}: \${{ secrets.${variable} }}`,
        "  run: |",
        `    curl --fail -H "Authorization: Bearer $${variable}" \\`,
        `      ${me}`,
      ].join("\n"),
      hint: "A step of a job. The secret itself goes into the repository’s secrets, never into the file.",
    },
    {
      name: "GitLab CI",
      language: "yaml",
      text: [
        `# Once: Settings → CI/CD → Variables → ${variable}, masked and protected`,
        "ask-the-api:",
        "  script:",
        `    - 'curl --fail -H "Authorization: Bearer $${variable}" ${me}'`,
      ].join("\n"),
      hint: "A job. The secret itself goes into the project’s variables, never into the file.",
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
