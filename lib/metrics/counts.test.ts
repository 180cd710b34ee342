import { expect, test } from "vitest";
import { countDuration, counts, requestsOf } from "./counts";
import { metricsOfProcess, textOf } from "./registry";

test("durations are a histogram, in which what was answered from memory stands in the first bucket", async () => {
  // Other files of this process may have counted too.
  counts().requests.clear();
  counts().durations.clear();
  requestsOf("verify", 200).count += 3;
  for (const milliseconds of [0.4, 30, 30, 7000]) {
    requestsOf("api", 200).count++;
    countDuration("api", milliseconds);
  }
  const metrics = await metricsOfProcess();
  const text = await textOf([metrics, metrics]);
  expect(text).toContain("# TYPE latchkey_request_duration_seconds histogram\n");
  const lines = text.split("\n").filter((line) => /^latchkey_request_duration_seconds\w+\{/.test(line));
  // Of two processes, twice as many.
  expect(lines.filter((line) => line.includes('kind="api"'))).toEqual([
    'latchkey_request_duration_seconds_bucket{kind="api",le="0.001"} 2',
    'latchkey_request_duration_seconds_bucket{kind="api",le="0.005"} 2',
    'latchkey_request_duration_seconds_bucket{kind="api",le="0.01"} 2',
    'latchkey_request_duration_seconds_bucket{kind="api",le="0.05"} 6',
    'latchkey_request_duration_seconds_bucket{kind="api",le="0.1"} 6',
    'latchkey_request_duration_seconds_bucket{kind="api",le="0.5"} 6',
    'latchkey_request_duration_seconds_bucket{kind="api",le="1"} 6',
    'latchkey_request_duration_seconds_bucket{kind="api",le="5"} 6',
    'latchkey_request_duration_seconds_bucket{kind="api",le="+Inf"} 8',
    expect.stringMatching(/^latchkey_request_duration_seconds_sum\{kind="api"\} 14\.12/),
    'latchkey_request_duration_seconds_count{kind="api"} 8',
  ]);
  expect(lines).toContain('latchkey_request_duration_seconds_bucket{kind="verify",le="0.001"} 6');
  expect(lines).toContain('latchkey_request_duration_seconds_count{kind="verify"} 6');
});
