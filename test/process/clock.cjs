/** For `node --require`: with each SIGUSR2 the machine's clock is set to another time. What measures how long something takes goes on. */
const HOUR_MS = 3_600_000;
const trueNow = Date.now;
const hours = [1, -1, 0];
let aheadMs = 0;

Date.now = () => trueNow() + aheadMs;
globalThis.Date = new Proxy(Date, {
  construct: (date, given, made) => Reflect.construct(date, given.length === 0 ? [date.now()] : given, made),
  apply: (date) => new date(date.now()).toString(),
});

process.on("SIGUSR2", () => {
  const ahead = hours.shift() ?? 0;
  aheadMs = ahead * HOUR_MS;
  console.log(`The clock is ${ahead} hours ahead.`);
});
