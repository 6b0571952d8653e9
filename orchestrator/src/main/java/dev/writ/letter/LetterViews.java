package dev.writ.letter;

import dev.writ.api.model.LetterChannel;
import dev.writ.api.model.LetterLanguage;
import dev.writ.api.model.LetterTemplate;
import dev.writ.api.model.LetterView;
import dev.writ.api.model.RecipientRole;
import dev.writ.api.model.RecipientTold;
import dev.writ.api.model.RecipientView;
import dev.writ.api.model.TemplateOrigin;
import dev.writ.manualtask.PersonsTasks;
import dev.writ.page.Language;
import dev.writ.request.Correspondence;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/** Letters, templates and recipients in the API's words. */
@Component
class LetterViews {
  private final LetterRecord letters;
  private final Correspondence requests;
  private final LetterSettings settings;
  private final Post post;

  LetterViews(LetterRecord letters, Correspondence requests, LetterSettings settings, Post post) {
    this.letters = letters;
    this.requests = requests;
    this.settings = settings;
    this.post = post;
  }

  LetterView of(Letter letter) {
    var view =
        new LetterView(
            letter.id(),
            letter.version(),
            letter.request(),
            dev.writ.api.model.LetterKind.valueOf(letter.kind().name()),
            letter.regime(),
            language(letter.language().orElse(settings.language())),
            dev.writ.api.model.LetterState.valueOf(letter.state().name()),
            at(letter.orderedAt()),
            letter.orderedBy(),
            letter.attempts(),
            letter.missing());
    letter.channel().map(Enum::name).map(LetterChannel::valueOf).ifPresent(view::setChannel);
    letter.nextAt().map(LetterViews::at).ifPresent(view::setNextAt);
    letter.sentAt().map(LetterViews::at).ifPresent(view::setSentAt);
    letter.templateVersion().ifPresent(view::setTemplateVersion);
    letter.templateSha256().ifPresent(view::setTemplateSha256);
    letter.trouble().ifPresent(view::setTrouble);
    return view;
  }

  /** With what the person reads, as long as the request's key is kept. */
  LetterView whole(Letter letter) {
    var view = of(letter);
    requests
        .findSealer(letter.request())
        .ifPresent(
            sealer -> {
              var parts = letters.sealed(letter.id());
              SealedLetters.subject(letter.id(), parts, sealer).ifPresent(view::setSubject);
              var facts = SealedLetters.facts(letter.id(), parts, sealer);
              var body = SealedLetters.body(letter.id(), parts, sealer);
              if (!secret(letter, facts, post.channel())) {
                body.ifPresent(view::setText);
              } else if (letter.kind() == LetterKind.TASK_STEPS) {
                body.flatMap(PersonsTasks::withoutLinks).ifPresent(view::setText);
              }
            });
    return view;
  }

  /**
   * Whether it holds a code or a link that must be the person's alone. Read can be the outbox,
   * which takes the place of a mailbox, and steps that somebody has to post: a code that cannot be
   * mailed is not posted either, since it would show nothing.
   *
   * @param post where letters go that have not gone yet
   */
  static boolean secret(Letter letter, LetterFacts facts, Letter.Channel post) {
    var channel = letter.channel();
    boolean mailed =
        channel.filter(Letter.Channel.SMTP::equals).isPresent() || post == Letter.Channel.SMTP;
    return switch (letter.kind()) {
      case TASK_STEPS -> mailed && channel.filter(Letter.Channel.BY_HAND::equals).isEmpty();
      case IDENTITY_ASK -> mailed && facts.to().isPresent();
      case PACKAGE_CODE -> mailed;
      case ACKNOWLEDGEMENT,
          EXTENSION,
          REFUSAL,
          PARTIAL_REFUSAL,
          COMPLETION,
          ACCESS_COVER,
          RESURFACED,
          APPEAL_EXTENSION,
          APPEAL_UPHELD,
          APPEAL_REJECTED,
          COMPLAINT_ANSWER ->
          false;
    };
  }

  static LetterTemplate of(Template template) {
    var wording = template.wording();
    var view =
        new LetterTemplate(
            dev.writ.api.model.LetterKind.valueOf(template.kind().name()),
            language(template.language()),
            TemplateOrigin.valueOf(template.origin().name()),
            template.version(),
            wording.sha256(),
            wording.subject(),
            wording.body());
    template.changedAt().map(LetterViews::at).ifPresent(view::setChangedAt);
    template.changedBy().ifPresent(view::setChangedBy);
    return view;
  }

  static RecipientView of(Recipient recipient) {
    var view =
        new RecipientView(
            recipient.id(),
            recipient.organisation(),
            RecipientRole.valueOf(recipient.role().name()),
            RecipientTold.valueOf(recipient.told().name()),
            at(recipient.at()),
            recipient.actor());
    recipient.how().ifPresent(view::setHow);
    recipient.toldOn().ifPresent(view::setToldOn);
    recipient.evidenceSha256().ifPresent(view::setEvidenceSha256);
    recipient.explanation().ifPresent(view::setExplanation);
    return view;
  }

  private static LetterLanguage language(Language language) {
    return LetterLanguage.fromValue(language.tag());
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
