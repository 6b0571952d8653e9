package dev.writ.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The diagrams under docs/lifecycles are written from the tables. Run with {@code
 * -Dwrit.write=true} to write them anew.
 */
class LifecycleDiagramsTest {
  private static final Path DOCS = Path.of("..", "docs", "lifecycles");

  @Test
  void the_request_diagram_is_the_table() throws IOException {
    keepsEqual("request.md", diagram("Request", Lifecycles.REQUEST_MOVES, RequestState.values()));
  }

  @Test
  void the_leg_diagram_is_the_table() throws IOException {
    keepsEqual("leg.md", diagram("Leg", Lifecycles.LEG_MOVES, LegState.values()));
  }

  @Test
  void the_drill_diagram_is_the_table() throws IOException {
    keepsEqual("drill.md", diagram("Drill", Lifecycles.DRILL_MOVES, DrillState.values()));
  }

  @Test
  void the_offboarding_diagram_is_the_table() throws IOException {
    keepsEqual(
        "offboarding.md",
        diagram("Offboarding", Lifecycles.OFFBOARDING_MOVES, OffboardingState.values()));
  }

  @Test
  void the_finding_diagram_is_the_table() throws IOException {
    keepsEqual("finding.md", diagram("Finding", Lifecycles.FINDING_MOVES, FindingState.values()));
  }

  @Test
  void the_hold_diagram_is_the_table() throws IOException {
    keepsEqual("hold.md", diagram("Hold", Lifecycles.HOLD_MOVES, HoldState.values()));
  }

  @Test
  void the_letter_diagram_is_the_table() throws IOException {
    keepsEqual("letter.md", diagram("Letter", Lifecycles.LETTER_MOVES, LetterState.values()));
  }

  private static void keepsEqual(String file, String text) throws IOException {
    var path = DOCS.resolve(file);
    if (Boolean.getBoolean("writ.write")) {
      Files.createDirectories(DOCS);
      Files.writeString(path, text);
    }
    assertThat(path).content().isEqualTo(text);
  }

  private static <S extends Enum<S>, E extends Enum<E>> String diagram(
      String name, List<Move<S, E>> moves, S[] states) {
    var arrows =
        moves.stream()
            .map(m -> m.from() + " --> " + m.to())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    var lines =
        new StringBuilder(
            "# " + name + "\n\nWritten from the table in `Lifecycles`; do not edit.\n\n");
    lines
        .append("```mermaid\nstateDiagram-v2\n  [*] --> ")
        .append(moves.getFirst().from())
        .append('\n');
    for (var arrow : arrows) {
      var events =
          moves.stream()
              .filter(m -> (m.from() + " --> " + m.to()).equals(arrow))
              .map(m -> m.event().name())
              .collect(Collectors.joining(", "));
      lines.append("  ").append(arrow).append(" : ").append(events).append('\n');
    }
    Arrays.stream(states)
        .filter(state -> moves.stream().noneMatch(m -> m.from() == state))
        .forEach(state -> lines.append("  ").append(state).append(" --> [*]\n"));
    return lines.append("```\n").toString();
  }
}
