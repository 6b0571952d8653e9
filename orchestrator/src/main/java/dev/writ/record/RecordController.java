package dev.writ.record;

import dev.writ.api.RecordApi;
import dev.writ.api.model.DenialGrounds;
import dev.writ.api.model.FiguresByName;
import dev.writ.api.model.FiguresByRegimeAndKind;
import dev.writ.api.model.RequestFigures;
import dev.writ.api.model.YearStatistics;
import dev.writ.record.Statistics.Part;
import dev.writ.settings.WritSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
class RecordController implements RecordApi {
  private final RecordRows rows;
  private final Statistics statistics;
  private final Clock clock;
  private final ZoneId zone;

  RecordController(RecordRows rows, Statistics statistics, Clock clock, WritSettings settings) {
    this.rows = rows;
    this.statistics = statistics;
    this.clock = clock;
    this.zone = settings.clock().zone();
  }

  @Override
  public ResponseEntity<StreamingResponseBody> exportRecord(Integer year) {
    // Read before the answer begins, so that a database that does not answer is still a problem.
    var first = rows.first(year);
    return ResponseEntity.ok()
        .header("Content-Type", "text/csv;charset=UTF-8;header=present")
        .header("Content-Disposition", "attachment; filename=\"record-" + year + ".csv\"")
        .body(out -> write(year, first, out));
  }

  private void write(int year, List<RecordRow> first, OutputStream out) throws IOException {
    try (var csv = new RecordCsv(out)) {
      var portion = first;
      csv.write(portion);
      while (portion.size() == RecordRows.PORTION) {
        portion = rows.after(year, portion.getLast());
        csv.write(portion);
      }
    }
  }

  @Override
  public ResponseEntity<YearStatistics> showStatistics(Integer year) {
    var parts = statistics.byRight(year);
    var laws = statistics.byLaw(year);
    var all = only(parts, part -> part.kind() == null).getFirst();
    return ResponseEntity.ok(
        new YearStatistics(
            year,
            clock.instant().atOffset(ZoneOffset.UTC),
            zone.getId(),
            view(all.figures()),
            named(only(laws, part -> part.kind() == null), Part::regime),
            named(parts, Part::kind),
            named(statistics.byVendor(year), Part::vendor),
            only(laws, part -> part.kind() != null).stream()
                .map(
                    part ->
                        new FiguresByRegimeAndKind(
                            Objects.requireNonNull(part.regime()),
                            Objects.requireNonNull(part.kind()),
                            view(part.figures())))
                .toList()));
  }

  private static List<Part> only(List<Part> parts, Predicate<Part> wanted) {
    return parts.stream().filter(wanted).toList();
  }

  private static List<FiguresByName> named(
      List<Part> parts, Function<Part, @Nullable String> name) {
    return parts.stream()
        .filter(part -> name.apply(part) != null)
        .map(
            part ->
                new FiguresByName(Objects.requireNonNull(name.apply(part)), view(part.figures())))
        .toList();
  }

  private static RequestFigures view(Figures of) {
    var view =
        new RequestFigures(
            of.received(),
            of.complied(),
            of.nothingFound(),
            of.compliedInPart(),
            of.denied(),
            of.withdrawn(),
            of.duplicates(),
            of.open(),
            view(of.deniedFor()),
            view(of.keptFor()),
            of.answered());
    view.setMedianDays(of.medianDays());
    view.setMeanDays(of.meanDays());
    return view;
  }

  private static DenialGrounds view(Figures.Grounds grounds) {
    return new DenialGrounds(
        grounds.notVerifiable(),
        grounds.notByConsumer(),
        grounds.exempt(),
        grounds.other(),
        grounds.notRecorded());
  }
}
