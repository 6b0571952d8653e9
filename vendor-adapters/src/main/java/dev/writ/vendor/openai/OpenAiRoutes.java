package dev.writ.vendor.openai;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The simulator's routes, by method and path below {@code /v1}. */
final class OpenAiRoutes {
  private record Route(
      String method, List<String> words, Function<OpenAiCall, SimulatedResponse> answer) {

    /** What stands for the placeholders; empty when the path is another's. */
    Optional<List<String>> match(List<String> path) {
      if (path.size() != words.size()) {
        return Optional.empty();
      }
      var ids = new ArrayList<String>();
      for (int i = 0; i < words.size(); i++) {
        if (words.get(i).startsWith("{")) {
          ids.add(path.get(i));
        } else if (!words.get(i).equals(path.get(i))) {
          return Optional.empty();
        }
      }
      return Optional.of(ids);
    }
  }

  /** A route that fits. */
  record Match(List<String> ids, Function<OpenAiCall, SimulatedResponse> answer) {}

  private final List<Route> routes = new ArrayList<>();

  void get(String path, Function<OpenAiCall, SimulatedResponse> answer) {
    on("GET", path, answer);
  }

  void post(String path, Function<OpenAiCall, SimulatedResponse> answer) {
    on("POST", path, answer);
  }

  void delete(String path, Function<OpenAiCall, SimulatedResponse> answer) {
    on("DELETE", path, answer);
  }

  private void on(String method, String path, Function<OpenAiCall, SimulatedResponse> answer) {
    routes.add(new Route(method, List.of(path.split("/")), answer));
  }

  Optional<Match> find(String method, String path) {
    var words = Arrays.asList(path.split("/", -1));
    return routes.stream()
        .filter(route -> route.method().equals(method))
        .flatMap(route -> route.match(words).map(ids -> new Match(ids, route.answer())).stream())
        .findFirst();
  }

  /** Whether another method is at home here. */
  boolean knows(String path) {
    var words = Arrays.asList(path.split("/", -1));
    return routes.stream().anyMatch(route -> route.match(words).isPresent());
  }
}
