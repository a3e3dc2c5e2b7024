package ai.kamiyo.bootstrap.http;

import ai.kamiyo.adapters.mcp.catalog.CallObserver;
import ai.kamiyo.application.health.CheckHealth;
import ai.kamiyo.domain.exploit.DataStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/** The server's figures, as Prometheus reads them. Thread-safe. */
final class Meters implements CallObserver {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CheckHealth health;
  private final MultiGauge feedAges;

  /** What all figures of one reading tell of, as nearly as they are read one after the other. */
  private volatile DataStatus shown = new DataStatus(Optional.empty(), List.of(), 0, false);

  Meters(CheckHealth health) {
    this.health = health;
    this.feedAges =
        MultiGauge.builder("kamiyo.feed.age")
            .baseUnit("seconds")
            .description("Since a live feed was last read without error")
            .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    Gauge.builder("kamiyo.incidents", this, meters -> meters.shown.exploits())
        .description("Incidents that can be found")
        .register(registry);
    Gauge.builder("kamiyo.data.stale", this, meters -> meters.shown.stale() ? 1 : 0)
        .description("Whether a live feed is older than allowed")
        .register(registry);
  }

  void sessions(IntSupplier open) {
    Gauge.builder("kamiyo.sessions", open, IntSupplier::getAsInt)
        .description("Open legacy sessions and streams")
        .register(registry);
  }

  @Override
  public void called(String tool, String outcome, Duration took) {
    Timer.builder("kamiyo.tool.calls")
        .description("Tool calls by outcome: answered, cancelled, or a refusal's code")
        .tags(Tags.of("tool", tool, "outcome", outcome))
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(1))
        .maximumExpectedValue(Duration.ofSeconds(10))
        .register(registry)
        .record(took);
  }

  String text() {
    CheckHealth.Data found = health.data();
    shown = found.status();
    List<MultiGauge.Row<?>> rows =
        found.status().feeds().stream()
            .filter(feed -> feed.fetchedAt().isPresent())
            .<MultiGauge.Row<?>>map(feed ->
                MultiGauge.Row.of(
                    Tags.of("feed", feed.name()),
                    Duration.between(feed.fetchedAt().orElseThrow(), found.at()).toSeconds()))
            .toList();
    feedAges.register(rows, true);
    return registry.scrape();
  }
}
