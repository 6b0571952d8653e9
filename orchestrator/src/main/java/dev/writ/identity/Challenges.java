package dev.writ.identity;

import dev.writ.evidence.EvidenceLog;
import dev.writ.identity.Challenge.State;
import dev.writ.request.AwaitingIdentity;
import dev.writ.request.DataSubjectRequest;
import dev.writ.settings.WritSettings;
import dev.writ.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Codes and links by which a person shows that a contact that is already held is theirs. Kept as
 * keyed hashes; what the letter needs lies sealed under the request's key until it is taken once or
 * its time is over. Of a request one at most is open: a new one ends the one before.
 */
@Service
public class Challenges {
  /** Where the person's page for a challenge is, before the word in its address. */
  public static final String PATH = "/subject/identity/";

  private static final String SUBJECT = "SUBJECT";
  private static final Duration DAY = Duration.ofDays(1);

  private final ChallengeRecord record;
  private final IdentityRecord identities;
  private final IdentityWaits waits;
  private final AwaitingIdentity requests;
  private final EvidenceLog evidence;
  private final ChallengeSecrets secrets;
  private final Clock clock;
  private final ApplicationEventPublisher events;
  private final int asks;

  Challenges(
      ChallengeRecord record,
      IdentityRecord identities,
      IdentityWaits waits,
      AwaitingIdentity requests,
      EvidenceLog evidence,
      ChallengeSecrets secrets,
      Clock clock,
      ApplicationEventPublisher events,
      WritSettings settings) {
    this.record = record;
    this.identities = identities;
    this.waits = waits;
    this.requests = requests;
    this.evidence = evidence;
    this.secrets = secrets;
    this.clock = clock;
    this.events = events;
    this.asks = settings.identity().asks();
  }

  /** What is sent. */
  public enum Kind {
    /** Six digits, to be entered on a page within ten minutes. */
    CODE(Duration.ofMinutes(10), IdentityMethod.ONE_TIME_CODE),
    /** An address that is used once, within seven days, and before the wait for it has ended. */
    LINK(DAY.multipliedBy(7), IdentityMethod.ONE_TIME_LINK);

    private final Duration life;
    private final IdentityMethod method;

    Kind(Duration life, IdentityMethod method) {
      this.life = life;
      this.method = method;
    }

    IdentityMethod method() {
      return method;
    }
  }

  /**
   * What is wanted.
   *
   * @param code besides a link a code, for a page that the person has open now
   * @param contact where it goes; empty: to the address the request was filed with
   */
  record Wish(Kind kind, boolean code, Optional<String> contact) {
    static Wish of(Kind kind, Optional<String> contact) {
      return new Wish(kind, kind == Kind.CODE, contact);
    }

    @Override
    public String toString() {
      return "Wish[" + kind + "]";
    }
  }

  /**
   * A challenge that was just made.
   *
   * @param entry for a code the path of the page it is entered at; a link stands in its letter
   *     alone
   */
  public record Asked(UUID id, Kind kind, Instant until, Optional<String> entry) {
    @Override
    public String toString() {
      return "Asked[" + id + ", " + kind + "]";
    }
  }

  /**
   * What goes into the letter.
   *
   * @param contact the e-mail address it goes to
   * @param path of the person's page, below the address of this service
   * @param code for a code, and for a link that has one
   */
  public record Letter(
      UUID request, Kind kind, String contact, String path, Optional<String> code, Instant until) {
    @Override
    public String toString() {
      return "Letter[" + request + ", " + kind + "]";
    }
  }

  /**
   * The person wants a code or a link, to the e-mail address the request was filed with.
   *
   * @throws Problem when the request does not wait for that, has no address, or was sent too many
   */
  @Transactional
  public Asked ask(UUID request, Kind kind) {
    return askOnce(requests.lock(request), Wish.of(kind, Optional.empty()), SUBJECT);
  }

  /** The same in the transaction of one who holds the request's lock. */
  Asked askOnce(DataSubjectRequest request, Wish wish, String actor) {
    var identity = identities.require(request.id());
    if (!AwaitingIdentity.open(request) || identity.establishedAt().isPresent()) {
      throw Problem.conflict("it is not asked any more who this is");
    }
    var to =
        wish.contact()
            .or(() -> requests.findEmail(request.id()))
            .orElseThrow(
                () -> Problem.invalid("the request holds no e-mail address: give a contact"));
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    refuseTooMany(request.id(), now);
    record.end(request.id(), State.REPLACED);
    var until = waits.asked(request, now.plus(wish.kind().life));
    var asked = make(request.id(), wish, to, new Span(now, until));
    identities.touch(identity);
    evidence.append(
        request.id(),
        null,
        wish.kind() == Kind.CODE ? "IDENTITY_CODE_ASKED" : "IDENTITY_LINK_ASKED",
        request.state().name(),
        request.state().name(),
        actor);
    events.publishEvent(new IdentityAsked(request.id(), asked.id(), wish.kind() == Kind.LINK));
    return asked;
  }

  private void refuseTooMany(UUID request, Instant now) {
    var earlier = record.askedSince(request, now.minus(DAY));
    if (earlier.size() >= asks) {
      var free = earlier.get(earlier.size() - asks).plus(DAY);
      throw Problem.rateLimited((int) Math.max(1, Duration.between(now, free).toSeconds()));
    }
  }

  private record Span(Instant now, Instant until) {
    Instant codeUntil() {
      var end = now.plus(Kind.CODE.life);
      return end.isAfter(until) ? until : end;
    }
  }

  private Asked make(UUID request, Wish wish, String contact, Span span) {
    var kind = wish.kind();
    var id = UUID.randomUUID();
    var now = span.now();
    var until = span.until();
    var codeUntil = Optional.of(span.codeUntil()).filter(end -> wish.code());
    var made = secrets.make(id, wish.code(), contact, requests.sealer(request));
    record.add(
        new Challenge(id, request, kind, State.OPEN, now, until, codeUntil, 0, Optional.empty()),
        made.kept());
    return new Asked(
        id, kind, until, kind == Kind.CODE ? Optional.of(PATH + made.word()) : Optional.empty());
  }

  /**
   * What the letter needs, once, to be called in the transaction that keeps the letter: with it the
   * sealed part is gone from here. Empty when it was taken, used, replaced, or is over.
   */
  @Transactional
  public Optional<Letter> reveal(UUID challenge) {
    var now = clock.instant();
    return record.findUnrevealed(challenge, now).map(open -> letter(open, now));
  }

  private Letter letter(Challenge open, Instant now) {
    var parts =
        secrets.open(open.id(), record.takeSealed(open.id(), now), requests.sealer(open.request()));
    return new Letter(
        open.request(),
        open.kind(),
        parts.contact(),
        PATH + parts.word(),
        Optional.ofNullable(parts.code()),
        open.until());
  }
}
