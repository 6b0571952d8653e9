package dev.writ.suppression;

import dev.writ.api.SuppressionApi;
import dev.writ.api.model.SubjectIdentifier;
import dev.writ.api.model.SuppressionAnswer;
import dev.writ.api.model.SuppressionAnswerItem;
import dev.writ.api.model.SuppressionQuestion;
import dev.writ.security.Caller;
import dev.writ.vendor.spi.Identifier;
import dev.writ.web.Identifiers;
import dev.writ.web.Problem;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SuppressionController implements SuppressionApi {
  private final Suppressions suppressions;
  private final SuppressionPace pace;

  SuppressionController(Suppressions suppressions, SuppressionPace pace) {
    this.suppressions = suppressions;
    this.pace = pace;
  }

  @Override
  public ResponseEntity<SuppressionAnswer> checkSuppression(SuppressionQuestion question) {
    var identifiers = question.getIdentifiers();
    if (identifiers.contains(null)) {
      throw Problem.invalid("identifiers holds null");
    }
    var persons = identifiers.stream().map(SuppressionController::person).toList();
    pace.take(Caller.current().token(), persons.size());
    return ResponseEntity.ok()
        .header("Cache-Control", "no-store")
        .body(
            new SuppressionAnswer(
                suppressions.find(persons).stream().map(SuppressionController::answer).toList()));
  }

  private static SuppressionAnswerItem answer(Optional<LocalDate> erasedOn) {
    var item = new SuppressionAnswerItem(erasedOn.isPresent());
    erasedOn.ifPresent(item::setErasedOn);
    return item;
  }

  private static Suppressions.Person person(SubjectIdentifier identifier) {
    return new Suppressions.Person(
        Identifier.Type.valueOf(identifier.getType().name()),
        Identifiers.require(identifier, "identifier.value"),
        identifier.getVendor());
  }
}
