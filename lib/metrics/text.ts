/** The text format of Prometheus. */
export const METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

export const METRICS_EXAMPLE = `# HELP latchkey_requests_total Completed requests, by kind (verify, introspect, api, page) and status
# TYPE latchkey_requests_total counter
latchkey_requests_total{kind="verify",status="200"} 182411
`;
