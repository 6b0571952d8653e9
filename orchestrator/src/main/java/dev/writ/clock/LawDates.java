package dev.writ.clock;

import dev.writ.clock.ClockAnswer.Computed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the events of a request come to under one law.
 *
 * @param law a regime's name, or a rule's id
 */
record LawDates(String law, Rule rule, WorkingDays calendar, Computed computed) {

  /** The response first, then what else is due. */
  List<Due> all() {
    return Stream.concat(Stream.of(computed.response()), computed.further().stream()).toList();
  }

  Optional<Due> find(String what) {
    return all().stream().filter(due -> due.what().equals(what)).findFirst();
  }
}
