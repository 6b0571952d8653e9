package dev.writ.recheck;

import dev.writ.claim.ErasedObjects;
import dev.writ.leg.LegErasures;
import dev.writ.request.Assignments;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The objects of requests whose key still opens them: until then they can be read once more. */
@Component
class SweptObjects implements ErasedObjects {
  private final LegErasures erasures;
  private final Assignments requests;

  SweptObjects(LegErasures erasures, Assignments requests) {
    this.erasures = erasures;
    this.requests = requests;
  }

  @Override
  public List<Erased> at(UUID connection, Set<String> without, int most) {
    return erasures.at(connection, without, most, requests::findSealer).stream()
        .map(one -> new Erased(one.object(), one.confirmedAt(), one.seenGone()))
        .toList();
  }
}
