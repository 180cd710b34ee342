import provideServer from "@/test/global-server";

/** One production server for all browser tests. */
export default provideServer;
