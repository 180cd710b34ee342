import type { Context, Attributes as OtelAttributes, Span as OtelSpan } from "@opentelemetry/api";
import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace-base";
import { type Attributes, type Recorder, type Span, type SpanKind, setRecorder, type Traceparent } from "@/db/span";
import type { Settings } from "../settings";
import type { End } from "../stop";

// Of a stop: what the collector has not taken by then is lost.
const FLUSH_MS = 800;

/**
 * Tell spans to the collector at `OTEL_EXPORTER_OTLP_ENDPOINT`. Without that setting nothing of OpenTelemetry is loaded. What is told, and how
 * much of it, follows the standard's own settings: `OTEL_TRACES_SAMPLER`, `OTEL_EXPORTER_OTLP_HEADERS`, `OTEL_SERVICE_NAME` and the others that
 * the SDK reads. Nothing is registered for the whole process: what else would tell spans, as Next.js does, says addresses with their queries.
 */
export async function startTracing(
  { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }: Pick<Settings, "OTEL_EXPORTER_OTLP_ENDPOINT">,
  end: Pick<End, "add">,
): Promise<void> {
  if (endpoint === undefined) return;
  const [api, core, resources, sdk, { OTLPTraceExporter }] = await Promise.all([
    import("@opentelemetry/api"),
    import("@opentelemetry/core"),
    import("@opentelemetry/resources"),
    import("@opentelemetry/sdk-trace-base"),
    import("@opentelemetry/exporter-trace-otlp-http"),
  ]);
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = resources;
  const provider = new sdk.BasicTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ "service.name": "latchkey", "process.pid": process.pid }))
      // What the operator says of the service comes last.
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new sdk.BatchSpanProcessor(told(new OTLPTraceExporter()))],
  });
  const tracer = provider.getTracer("latchkey");
  const propagator = new core.W3CTraceContextPropagator();
  const contexts = new WeakMap<Span, Context>();
  const kinds: Record<SpanKind, number> = {
    server: api.SpanKind.SERVER,
    client: api.SpanKind.CLIENT,
    consumer: api.SpanKind.CONSUMER,
  };

  const recorder: Recorder = {
    begin(name: string, kind: SpanKind, attributes: Attributes, parent?: Span | Traceparent): Span {
      const context = contextOf(parent);
      const otel = tracer.startSpan(name, { kind: kinds[kind], attributes: { ...attributes } }, context);
      const span = spanOf(otel, api.SpanStatusCode.ERROR);
      contexts.set(span, api.trace.setSpan(context, otel));
      return span;
    },
  };
  setRecorder(recorder);
  await end.add({
    name: "traces",
    patience: FLUSH_MS + 200,
    run: async () => {
      setRecorder(undefined);
      const late = new Promise((resolve) => setTimeout(resolve, FLUSH_MS).unref());
      await Promise.race([provider.shutdown().catch(() => {}), late]);
    },
  });

  function contextOf(parent: Span | Traceparent | undefined): Context {
    if (parent === undefined) return api.ROOT_CONTEXT;
    if ("end" in parent) return contexts.get(parent) ?? api.ROOT_CONTEXT;
    return propagator.extract(api.ROOT_CONTEXT, parent, api.defaultTextMapGetter);
  }
}

function spanOf(otel: OtelSpan, failed: number): Span {
  return {
    set: (attributes) => void otel.setAttributes(attributes as OtelAttributes),
    end: (error) => {
      if (error !== undefined) {
        // The message of an error may quote what it was about.
        otel.setAttribute("error.type", kindOf(error));
        otel.setStatus({ code: failed });
      }
      otel.end();
    },
  };
}

function kindOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "_OTHER";
  if ("code" in error && typeof error.code === "string" && /^\w{1,40}$/.test(error.code)) return error.code;
  return error.constructor.name;
}

/** Say in a sentence that the collector takes no spans, and when it does again: the SDK says nothing, or a stack. */
function told(exporter: SpanExporter): SpanExporter {
  let isAway = false;
  const tell = (failure: Error | undefined) => {
    if (isAway === (failure !== undefined)) return;
    isAway = failure !== undefined;
    if (isAway)
      console.error(
        `traces: the collector is not accepting spans (${kindOf(failure)}). Requests continue without traces.`,
      );
    else console.log("traces: the collector is accepting spans again.");
  };
  return {
    export: (spans: ReadableSpan[], done) =>
      exporter.export(spans, (result) => {
        tell(result.code === 0 ? undefined : (result.error ?? new Error("no reason")));
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    ...(exporter.forceFlush === undefined ? {} : { forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve() }),
  };
}
