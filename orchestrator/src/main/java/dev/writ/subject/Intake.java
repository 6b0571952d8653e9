package dev.writ.subject;

import dev.writ.api.model.IdentifierType;
import dev.writ.api.model.LetterLanguage;
import dev.writ.api.model.NewRequest;
import dev.writ.api.model.NewRequestIdentity;
import dev.writ.api.model.NewRequestSubject;
import dev.writ.api.model.SubjectIdentifier;
import dev.writ.clock.Seats;
import dev.writ.page.Language;
import dev.writ.request.SubjectsOwn;
import dev.writ.settings.WritSettings;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Files what was entered into the form. Whoever entered it may be a stranger, so a code and a link
 * go to the very address that was entered, and until it is used no vendor is called.
 */
@Service
class Intake {
  private final Forms forms;
  private final SubjectsOwn requests;
  private final Seats seats;
  private final Clock clock;
  private final ZoneId zone;

  Intake(Forms forms, SubjectsOwn requests, Seats seats, Clock clock, WritSettings settings) {
    this.forms = forms;
    this.requests = requests;
    this.seats = seats;
    this.clock = clock;
    this.zone = settings.clock().zone();
  }

  /**
   * Files a form without mistakes; sent twice it is one request.
   *
   * @throws dev.writ.web.Problem while there is no active connection
   */
  @Transactional
  public void file(IntakeForm form, Language language) {
    if (!forms.first(form.word())) {
      return;
    }
    var place = form.findPlace().orElseThrow();
    var address = new SubjectIdentifier(IdentifierType.EMAIL, form.email());
    var wanted =
        new NewRequest(
            form.kind().orElseThrow(),
            place.regime().name(),
            LocalDate.now(clock.withZone(zone)),
            new NewRequestSubject(List.of(address)),
            new NewRequestIdentity("ONE_TIME_LINK"));
    seats.jurisdiction(place.regime().name(), place.code()).ifPresent(wanted::setJurisdiction);
    wanted.setChannel("WEB_FORM");
    wanted.setLanguage(LetterLanguage.fromValue(language.tag()));
    forms.filed(form.word(), requests.file(wanted));
  }
}
