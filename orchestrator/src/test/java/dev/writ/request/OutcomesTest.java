package dev.writ.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.leg.Fate;
import dev.writ.leg.Fates;
import dev.writ.leg.Leg;
import dev.writ.lifecycle.LegState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a request ends, by how its legs have ended and by whose word their objects are gone. */
class OutcomesTest {

  // Legs are parted by ';', each a state and how many objects had which fate.
  @ParameterizedTest(name = "{0} ({1}): {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "all is seen to be gone | VERIFIED_ABSENT SEEN_GONE=3 | FULFILLED",
        "nothing was found elsewhere | VERIFIED_ABSENT SEEN_GONE=3; NOTHING_FOUND | FULFILLED",
        "an officer vouches | UNVERIFIABLE ATTESTED=1 | FULFILLED",
        "the person vouches | UNVERIFIABLE ATTESTED_BY_PERSON=1 | FULFILLED",
        "an officer found nothing | UNVERIFIABLE NOTHING_THERE=1 | FULFILLED",
        "the person never had any | UNVERIFIABLE NOTHING_THERE_BY_PERSON=1 | FULFILLED",
        "seen or vouched for | UNVERIFIABLE SEEN_GONE=4 ATTESTED=1 | FULFILLED",
        "the vendor alone says so | UNVERIFIABLE CLAIMED=1 | FULFILLED_WITH_EXCEPTIONS",
        "the vendor alone says so of one | UNVERIFIABLE SEEN_GONE=9 ATTESTED=1 CLAIMED=1 |"
            + " FULFILLED_WITH_EXCEPTIONS",
        "no control could be read | UNVERIFIABLE CLAIMED=2 | FULFILLED_WITH_EXCEPTIONS",
        "nobody could erase it | UNVERIFIABLE IMPOSSIBLE=1 | FULFILLED_WITH_EXCEPTIONS",
        "a human could not do one of two works | UNVERIFIABLE ATTESTED=1 REFUSED=1 |"
            + " FULFILLED_WITH_EXCEPTIONS",
        "the person did not want to | UNVERIFIABLE REFUSED_BY_PERSON=1 |"
            + " FULFILLED_WITH_EXCEPTIONS",
        "a part is held | VERIFIED_ABSENT SEEN_GONE=2 HELD=1 | FULFILLED_WITH_EXCEPTIONS",
        "the rest of what is held is vouched for | UNVERIFIABLE ATTESTED=1 HELD=1 |"
            + " FULFILLED_WITH_EXCEPTIONS",
        "one leg is held | HELD HELD=2; VERIFIED_ABSENT SEEN_GONE=1 | FULFILLED_WITH_EXCEPTIONS",
        "what was found later is left | VERIFIED_ABSENT SEEN_GONE=1 LEFT=1 |"
            + " FULFILLED_WITH_EXCEPTIONS",
        "nothing was found anywhere | NOTHING_FOUND; NOTHING_FOUND | NOTHING_FOUND",
        "the rest of what is held is left | HELD HELD=2 LEFT=1 | FULFILLED_WITH_EXCEPTIONS",
        "all is held | HELD HELD=2; NOTHING_FOUND | REFUSED",
        "one leg of many keeps something | UNVERIFIABLE ATTESTED=1; UNVERIFIABLE IMPOSSIBLE=1;"
            + " VERIFIED_ABSENT SEEN_GONE=1 | FULFILLED_WITH_EXCEPTIONS",
        "read out | EXPORTED CLAIMED=1 | FULFILLED",
        "not all could be read out | EXPORTED IMPOSSIBLE=1 | FULFILLED_WITH_EXCEPTIONS",
        "a human could not read it out | EXPORTED REFUSED=1 | FULFILLED_WITH_EXCEPTIONS",
        "the person did not want to read it out | EXPORTED REFUSED_BY_PERSON=1 |"
            + " FULFILLED_WITH_EXCEPTIONS",
        "the person has it already | EXPORTED FETCHED_BY_PERSON=1 | FULFILLED_WITH_EXCEPTIONS",
      })
  void an_exception_is_what_stays_or_may_stay_and_not_what_nobody_can_see(
      String situation, String written, Outcome outcome) {
    var legs = new ArrayList<Leg>();
    var fates = new HashMap<UUID, Fates>();
    for (var one : written.split(";", -1)) {
      var words = one.strip().split(" ", -1);
      var counts = new EnumMap<Fate, Integer>(Fate.class);
      for (int i = 1; i < words.length; i++) {
        var part = words[i].split("=", -1);
        counts.put(Fate.valueOf(part[0]), Integer.parseInt(part[1]));
      }
      var leg = leg(LegState.valueOf(words[0]), counts.values().stream().mapToInt(n -> n).sum());
      legs.add(leg);
      if (!counts.isEmpty()) {
        fates.put(leg.id(), new Fates(counts));
      }
    }
    assertThat(Outcomes.of(legs, fates)).as(situation).isEqualTo(outcome);
  }

  private static Leg leg(LegState state, int located) {
    return new Leg(
        UUID.randomUUID(),
        new UUID(0, 1),
        new UUID(0, 2),
        "bell",
        0,
        state,
        Optional.empty(),
        false,
        located,
        0,
        0,
        0,
        0,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
