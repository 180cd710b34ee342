const DAY_MS = 24 * 60 * 60 * 1000;

export type ExampleToken = {
  label: string;
  /** The last characters of its hint. */
  tail: string;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  scope: string;
  used: string;
};

/** Tokens as a person could have them today. One was revoked a moment ago. */
export function exampleTokens(now: Date): ExampleToken[] {
  const days = (count: number) => new Date(now.getTime() + count * DAY_MS);
  const token = { revokedAt: null };
  return [
    {
      ...token,
      label: "MacBook",
      tail: "h3Qz",
      createdAt: days(-52),
      expiresAt: days(38),
      scope: "Full access",
      used: "2 minutes ago",
    },
    {
      ...token,
      label: "Web shop CI",
      tail: "Vb81",
      createdAt: days(-118),
      expiresAt: days(247),
      scope: "deployments:write",
      used: "14 seconds ago",
    },
    {
      ...token,
      label: "Shared staging server",
      tail: "0kTe",
      createdAt: days(-61),
      expiresAt: days(29),
      revokedAt: now,
      scope: "environment-variables:read",
      used: "denied just now",
    },
    {
      ...token,
      label: "Nightly export",
      tail: "yM4p",
      createdAt: days(-301),
      expiresAt: null,
      scope: "applications:read",
      used: "9 hours ago",
    },
    {
      ...token,
      label: "June workshop",
      tail: "R6wd",
      createdAt: days(-25),
      expiresAt: days(5),
      scope: "applications:read",
      used: "yesterday",
    },
  ];
}
