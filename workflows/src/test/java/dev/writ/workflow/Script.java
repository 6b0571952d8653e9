package dev.writ.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A record and a vendor that answer as told: each activity gives its next scripted answer, the last
 * one for ever.
 */
final class Script {
  private final Deque<Supplier<RequestStep>> steps = new ArrayDeque<>();
  private final Map<String, Deque<LegProgress>> parts = new HashMap<>();
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  Script step(RequestStep step) {
    return step(() -> step);
  }

  /** A step that depends on what was called before. */
  Script step(Supplier<RequestStep> step) {
    steps.add(step);
    return this;
  }

  Script part(String part, LegProgress... answers) {
    parts.put(part, new ArrayDeque<>(List.of(answers)));
    return this;
  }

  /** What was called, in order. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  RequestActivities record() {
    return requestId -> {
      calls.add("advance");
      synchronized (steps) {
        return (steps.size() > 1 ? steps.remove() : steps.element()).get();
      }
    };
  }

  LegActivities vendor() {
    return new LegActivities() {
      @Override
      public LegProgress locate(String legId) {
        return answer("locate");
      }

      @Override
      public LegProgress export(String legId) {
        return answer("export");
      }

      @Override
      public LegProgress erase(String legId) {
        return answer("erase");
      }

      @Override
      public LegProgress verify(String legId) {
        return answer("verify");
      }
    };
  }

  private LegProgress answer(String part) {
    calls.add(part);
    var answers = parts.getOrDefault(part, new ArrayDeque<>(List.of(LegProgress.done(1))));
    synchronized (answers) {
      return answers.size() > 1 ? answers.remove() : answers.element();
    }
  }
}
