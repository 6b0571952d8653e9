package dev.writ.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The figures as a table for people and as JSON for programs. */
final class Report {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private final Map<String, Object> document = new LinkedHashMap<>();
  private final List<Map<String, Object>> figures = new ArrayList<>();
  private final StringBuilder table = new StringBuilder();

  Report(Options options) {
    document.put("at", Instant.now().toString());
    document.put("processors", Runtime.getRuntime().availableProcessors());
    document.put("java", System.getProperty("java.vm.version"));
    document.put("kernel", System.getProperty("os.version"));
    document.put("loadAtStart", load());
    document.put("options", options);
    document.put("figures", figures);
    table.append(
        "| measure | what | value | budget | verdict | note |\n|---|---|---|---|---|---|\n");
  }

  /** The machine's load over the last minute: who reads a figure should know it. */
  static String load() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    } catch (IOException notLinux) {
      return "unknown";
    }
  }

  void add(Measure measure, String load, Figure figure) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("measure", measure.name());
    entry.put("what", figure.what());
    entry.put("value", figure.value());
    entry.put("unit", figure.unit());
    if (figure.budget() != null) {
      entry.put("budget", (figure.budget().atMost() ? "<= " : ">= ") + figure.budget().limit());
      entry.put("kept", figure.budget().keptBy(figure.value()));
      entry.put("verdict", figure.verdict());
    }
    entry.put("note", figure.note());
    entry.put("loadBefore", load);
    figures.add(entry);
    table.append(row(measure, figure));
  }

  private static String row(Measure measure, Figure figure) {
    var budget = figure.budget();
    return "| %s | %s | %s %s | %s | %s | %s |%n"
        .formatted(
            measure.name(),
            figure.what(),
            number(figure.value()),
            figure.unit(),
            budget == null ? "" : (budget.atMost() ? "≤ " : "≥ ") + number(budget.limit()),
            figure.verdict(),
            figure.note());
  }

  private static String number(double value) {
    var digits = Math.abs(value) >= 100 || value == Math.rint(value) ? "%,.0f" : "%.2f";
    return String.format(Locale.ROOT, digits, value);
  }

  String table() {
    return table.toString();
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, JSON.writeValueAsString(document) + "\n");
  }
}
