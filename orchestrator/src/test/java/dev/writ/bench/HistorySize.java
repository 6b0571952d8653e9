package dev.writ.bench;

import dev.writ.vendor.sandbox.SandboxPeople;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;

/** Events in the histories of legs that wait for nothing. */
final class HistorySize implements Measure {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PEOPLE = 10;

  @Override
  public String name() {
    return "history";
  }

  @Override
  public List<Figure> run(Options options) throws Exception {
    try (var writ = new Embedded();
        var http = HttpClient.newHttpClient()) {
      var requests = new ArrayList<String>();
      for (var person :
          SandboxPeople.all().stream()
              .filter(p -> p.objects() < 9)
              .skip(8)
              .limit(PEOPLE)
              .toList()) {
        var body = JSON.writeValueAsString(Service.erasure(person.email(), "history"));
        var call =
            HttpRequest.newBuilder(writ.uri("/v1/requests"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + writ.token("officer"))
                .POST(BodyPublishers.ofString(body))
                .build();
        var answer = http.send(call, BodyHandlers.ofByteArray());
        requests.add(JSON.readTree(answer.body()).path("id").asString());
      }
      Awaitility.await("requests are monitored")
          .atMost(Duration.ofMinutes(2))
          .until(
              () ->
                  writ.sql()
                          .sql(
                              "select count(*) from request where state in ('MONITORING',"
                                  + " 'CLOSED')")
                          .query(Integer.class)
                          .single()
                      == PEOPLE);
      return figures(writ, requests);
    }
  }

  private static List<Figure> figures(Embedded writ, List<String> requests) throws Exception {
    var perLeg = new ArrayList<Double>();
    var perRequest = new ArrayList<Double>();
    int waiting = 0;
    for (var request : requests) {
      var own = history(writ.temporal(), "request-" + request, null);
      perRequest.add((double) own.size());
      var events = new HashMap<String, Integer>();
      for (var event : own) {
        if (event.hasChildWorkflowExecutionStartedEventAttributes()) {
          var child =
              event.getChildWorkflowExecutionStartedEventAttributes().getWorkflowExecution();
          var run = history(writ.temporal(), child.getWorkflowId(), child.getRunId());
          events.merge(child.getWorkflowId(), run.size(), Integer::sum);
          waiting +=
              (int) run.stream().filter(HistoryEvent::hasTimerStartedEventAttributes).count();
        }
      }
      events.values().forEach(count -> perLeg.add((double) count));
    }
    return List.of(
        Figure.atMost(
            60,
            "events of a leg that waits for nothing, most of any leg",
            Latencies.percentile(perLeg, 1),
            "events",
            "%d erasures, %d legs, both runs of a leg (locate; erase and verify) together; timers in all of them: %d"
                .formatted(requests.size(), perLeg.size(), waiting)),
        Figure.plain(
            "events of the request's own workflow, most of any",
            Latencies.percentile(perRequest, 1),
            "events",
            "two legs a request, approval automatic"));
  }

  private static List<HistoryEvent> history(WorkflowClient temporal, String id, String run) {
    var history = run == null ? temporal.fetchHistory(id) : temporal.fetchHistory(id, run);
    return history.getEvents();
  }
}
