package dev.writ.bench;

import dev.writ.vendor.sandbox.SandboxPerson;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Invented people who live at every vendor. */
final class People {
  private People() {}

  static List<SandboxPerson> many(String word, int count, int objects) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new SandboxPerson(
                    word + "-" + i,
                    "Person " + word + " " + i,
                    List.of(word + "-" + i + "@example.com"),
                    Set.of("*"),
                    objects))
        .toList();
  }
}
