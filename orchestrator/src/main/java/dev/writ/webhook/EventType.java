package dev.writ.webhook;

import dev.writ.web.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What receivers can be told of. The set grows; the words are part of the API. */
public enum EventType {
  REQUEST_MOVED("request.moved"),
  LEG_MOVED("leg.moved"),
  FINDING_RAISED("finding.raised"),
  TASK_OPENED("task.opened"),
  TASK_DUE("task.due"),
  /** Sent when somebody asks for it, and to nobody else. */
  WEBHOOK_TEST("webhook.test");

  private final String word;

  EventType(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /**
   * The words of what a receiver is to be told of, each once.
   *
   * @throws Problem unprocessable when one is none of them: a misspelt one would never be sent
   */
  static List<String> checked(List<String> words) {
    var known =
        Arrays.stream(values())
            .filter(type -> type != WEBHOOK_TEST)
            .map(EventType::word)
            .collect(Collectors.toSet());
    if (!known.containsAll(words)) {
      throw Problem.invalid(
          "events holds a word that is none of "
              + known.stream().sorted().collect(Collectors.joining(", ")));
    }
    return words.stream().distinct().sorted().toList();
  }
}
