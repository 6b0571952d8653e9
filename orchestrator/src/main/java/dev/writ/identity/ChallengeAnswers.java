package dev.writ.identity;

import dev.writ.evidence.EvidenceLog;
import dev.writ.identity.Challenge.State;
import dev.writ.identity.ChallengeRecord.Tried;
import dev.writ.identity.Challenges.Kind;
import dev.writ.request.AwaitingIdentity;
import dev.writ.request.DataSubjectRequest;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes what people answer to codes and links, from wherever they answer. */
@Service
public class ChallengeAnswers {
  private static final String SUBJECT = "SUBJECT";

  /** No request's, so that the same is asked of the record where there is none. */
  private static final UUID NOBODY = new UUID(0, 0);

  private final ChallengeRecord record;
  private final IdentityRecord identities;
  private final Establishing establishing;
  private final AwaitingIdentity requests;
  private final EvidenceLog evidence;
  private final ChallengeSecrets secrets;
  private final Clock clock;

  ChallengeAnswers(
      ChallengeRecord record,
      IdentityRecord identities,
      Establishing establishing,
      AwaitingIdentity requests,
      EvidenceLog evidence,
      ChallengeSecrets secrets,
      Clock clock) {
    this.record = record;
    this.identities = identities;
    this.establishing = establishing;
    this.requests = requests;
    this.evidence = evidence;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** What came of an attempt. */
  public enum Answer {
    /** It was right. */
    PROVED,
    /** There is such a code to be entered, and it was another one. */
    WRONG,
    /** Unknown, used, replaced, spent or over: all the same. */
    GONE
  }

  /** What the page behind a word asks for, and for which request. */
  record Open(UUID request, Kind kind) {}

  /** The page behind this word; reading it changes nothing. */
  Optional<Open> find(String word) {
    return record
        .find(secrets.entry(word), clock.instant())
        .map(challenge -> new Open(challenge.request(), challenge.kind()));
  }

  /**
   * The person used the page behind this word.
   *
   * @param code what was entered; of no meaning for a link
   */
  @Transactional
  public Answer answer(String word, String code) {
    var entry = secrets.entry(word);
    var request = record.find(entry, clock.instant()).map(c -> requests.lock(c.request()));
    var tried = record.attempt(entry, clock.instant());
    boolean same = secrets.same(tried, code);
    boolean link = tried.filter(t -> t.challenge().kind() == Kind.LINK).isPresent();
    if (!same && !link) {
      return tried.map(this::wrong).orElse(Answer.GONE);
    }
    var challenge = tried.orElseThrow().challenge();
    return proved(request.orElseThrow(), challenge.kind().method());
  }

  /**
   * The person entered the code that was sent for this request, on a page whose address or word is
   * the person's alone.
   *
   * @param request empty where the page leads nowhere
   */
  @Transactional
  public Answer enter(Optional<UUID> request, String code) {
    var now = clock.instant();
    var locked = record.findCoded(request.orElse(NOBODY), now).map(requests::lock);
    var tried = locked.flatMap(open -> record.attemptCode(open.id(), now));
    return secrets.same(tried, code)
        ? proved(locked.orElseThrow(), IdentityMethod.ONE_TIME_CODE)
        : tried.map(this::wrong).orElse(Answer.GONE);
  }

  private Answer proved(DataSubjectRequest request, IdentityMethod method) {
    record.end(request.id(), State.USED);
    var check =
        establishing.check(
            method,
            AssuranceLevel.REASONABLE,
            SUBJECT,
            Optional.empty(),
            Optional.empty(),
            request.id());
    establishing.passed(request, identities.require(request.id()), check);
    return Answer.PROVED;
  }

  private Answer wrong(Tried tried) {
    var challenge = tried.challenge();
    if (challenge.tries() < Challenge.TRIES) {
      return Answer.WRONG;
    }
    switch (challenge.kind()) {
      case CODE -> record.end(challenge.request(), State.SPENT);
      case LINK -> record.endCode(challenge.id());
    }
    identities.touch(identities.require(challenge.request()));
    var state = requests.require(challenge.request()).state().name();
    evidence.append(challenge.request(), null, "IDENTITY_CODE_SPENT", state, state, SUBJECT);
    return Answer.GONE;
  }
}
