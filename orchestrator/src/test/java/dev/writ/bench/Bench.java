package dev.writ.bench;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Measures, prints a table and writes {@code target/bench.json}. A missed budget is no error. */
public final class Bench {
  private static final Path FILE = Path.of("target", "bench.json");
  private static final List<Measure> ALL =
      List.of(
          new StartUp(),
          new HistorySize(),
          new FanOut(),
          new WholeCatalogue(),
          new Profile(),
          new OrchestrationCost("in-process"),
          new OrchestrationCost("dev-server"),
          new Intake(),
          new Lists(),
          new Monitoring(),
          new LedgerSpeed());

  private Bench() {}

  public static void main(String[] args) throws Exception {
    Options options;
    try {
      options = Options.parse(args);
    } catch (IllegalArgumentException wrong) {
      System.err.println("writ: " + wrong.getMessage());
      System.exit(2);
      return;
    }
    LoggingSystem.get(Bench.class.getClassLoader()).setLogLevel("ROOT", LogLevel.OFF);
    var report = new Report(options);
    for (var measure : ALL) {
      if (options.wants(measure)) {
        var load = Report.load();
        System.err.println("writ: measuring " + measure.name() + " (load " + load + ") ...");
        for (var figure : figures(measure, options)) {
          report.add(measure, load, figure);
          System.err.println("   " + figure.what() + ": " + figure.value() + " " + figure.unit());
        }
        report.write(FILE);
      }
    }
    System.out.println(report.table());
    System.out.println("as JSON: " + FILE.toAbsolutePath());
    System.exit(0);
  }

  /** A measure that breaks is said aloud and does not keep the others from being taken. */
  private static List<Figure> figures(Measure measure, Options options) {
    try {
      return measure.run(options);
    } catch (Exception | AssertionError broken) {
      broken.printStackTrace();
      return List.of(
          new Figure("NOT MEASURED: " + broken.getClass().getSimpleName(), 0, "", null, ""));
    }
  }
}
