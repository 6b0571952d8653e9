package dev.writ.finding;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How many findings are open, by severity: the number to be called for. */
@Component
class FindingGauges {
  private final FindingRecord findings;
  private final Map<Severity, AtomicInteger> open = new EnumMap<>(Severity.class);

  FindingGauges(FindingRecord findings, MeterRegistry metrics) {
    this.findings = findings;
    for (var severity : Severity.values()) {
      var count = new AtomicInteger();
      open.put(severity, count);
      Gauge.builder("writ.findings.open", count, AtomicInteger::get)
          .description("Findings that somebody has to decide about")
          .tag("severity", severity.name().toLowerCase(Locale.ROOT))
          .register(metrics);
    }
  }

  @Scheduled(initialDelay = 2_000, fixedDelay = 15_000)
  void read() {
    for (var severity : Severity.values()) {
      Objects.requireNonNull(open.get(severity)).set(findings.open(severity));
    }
  }
}
