import { databaseClock } from "@/lib/work/clock";
import { startWork } from "@/lib/work/start";
import { testClock } from "./work";

const { DATABASE_URL = "", TEST_CLOCK, TEST_LEASE_SECONDS = "60" } = process.env;
const work = await startWork({
  databaseUrl: DATABASE_URL,
  clock: TEST_CLOCK ? testClock : databaseClock,
  leaseSeconds: Number(TEST_LEASE_SECONDS),
  scheduled: false,
});
process.on("SIGTERM", () => void work.stop().then(() => process.exit(0)));
console.log("Ready");
