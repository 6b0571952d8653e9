package dev.writ.workflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.activity.ActivityOptions;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests wait for weeks, and deploys do not wait for them: today's code must replay the histories
 * of every earlier day. A history is added when the code takes a new way ({@code -Dwrit.write=true}
 * in {@link WorkflowsTest}) and never rewritten to make this test pass: a change needs {@code
 * Workflow.getVersion}.
 */
class ReplayTest {
  static final Path HISTORIES = Path.of("src", "test", "resources", "histories");

  static List<Path> histories() throws IOException {
    try (var files = Files.list(HISTORIES)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("histories")
  void todays_workflows_replay_an_earlier_history(Path history) throws Exception {
    WorkflowReplayer.replayWorkflowExecution(
        history.toFile(),
        RequestWorkflowImpl.class,
        LegWorkflowImpl.class,
        RecheckWorkflowImpl.class,
        RecurringWorkflowImpl.class,
        ClaimCheckWorkflowImpl.class,
        DrillWorkflowImpl.class,
        OffboardingWorkflowImpl.class,
        ClockWorkflowImpl.class,
        WebhookWorkflowImpl.class,
        LetterWorkflowImpl.class);
  }

  @ParameterizedTest
  @MethodSource("histories")
  void a_history_carries_ids_counts_and_words_of_ours_only(Path history) throws IOException {
    var payloads =
        Pattern.compile("\"data\": ?\"([^\"]*)\"")
            .matcher(Files.readString(history).replace("\\u003d", "="))
            .results()
            .map(found -> new String(Base64.getDecoder().decode(found.group(1)), UTF_8))
            .toList();
    assertThat(payloads).isNotEmpty().allMatch(text -> text.matches("[{}\\[\\]\":,A-Za-z0-9_-]*"));
  }

  @Test
  void every_journey_is_stored() throws IOException {
    assertThat(histories()).as("none is taken away; a new one is counted here").hasSize(35);
  }

  @Test
  void a_workflow_that_goes_another_way_is_rejected() {
    assertThatThrownBy(
            () ->
                WorkflowReplayer.replayWorkflowExecution(
                    HISTORIES.resolve("erasure.leg.json").toFile(), Hasty.class))
        .hasMessageContaining("[TMPRL1100]");
  }

  /** Verifies without erasing. */
  public static class Hasty implements LegWorkflow {
    @Override
    public LegEnd run(LegTicket leg) {
      Workflow.newActivityStub(
              LegActivities.class,
              ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofMinutes(1)).build())
          .verify(leg.legId());
      return LegEnd.DONE;
    }

    @Override
    public void wake() {}
  }
}
