package dev.writ.identity;

import dev.writ.identity.Challenge.State;
import dev.writ.request.AwaitingIdentity;
import dev.writ.request.DataSubjectRequest;
import dev.writ.request.Identification;
import dev.writ.request.RequestMoved;
import dev.writ.security.Caller;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What a filed request requires, and whether it has to wait for it. */
@Component
class FiledIdentity implements Identification {
  private static final String NOBODY = "SUBJECT";

  private final IdentityRecord record;
  private final ChallengeRecord challengeRecord;
  private final Challenges challenges;
  private final Establishing establishing;
  private final AwaitingIdentity requests;
  private final LevelPolicy policy;
  private final IdentityWaits waits;

  FiledIdentity(
      IdentityRecord record,
      ChallengeRecord challengeRecord,
      Challenges challenges,
      Establishing establishing,
      AwaitingIdentity requests,
      LevelPolicy policy,
      IdentityWaits waits) {
    this.record = record;
    this.challengeRecord = challengeRecord;
    this.challenges = challenges;
    this.establishing = establishing;
    this.requests = requests;
    this.policy = policy;
    this.waits = waits;
  }

  @Override
  public void check(String method, Optional<String> note) {
    FiledWords.read(method, Caller.find().map(Caller::role)).check(note);
  }

  @Override
  public void filed(DataSubjectRequest request, String method, Optional<String> note) {
    var by = Caller.find().map(Caller::role);
    var actor = by.map(Enum::name).orElse(NOBODY);
    var required = policy.requirement(request.laws(), request.kind());
    var patience = waits.patience();
    switch (FiledWords.read(method, by)) {
      case FiledWords.Vouched vouched -> {
        var check =
            establishing.check(
                vouched.method(),
                vouched.level().orElse(required.level()),
                actor,
                Optional.empty(),
                note,
                request.id());
        establishing.atFiling(request, required, patience, check);
      }
      case FiledWords.ToProve toProve -> {
        var wait = new IdentityRecord.Wait(patience, waits.end(request, patience));
        record.open(request.id(), required, toProve.throughAgent(), wait);
        if (toProve.byLink() && requests.findEmail(request.id()).isPresent()) {
          // Nobody with a token: a form, whose page is still open, and takes a code.
          var wish = new Challenges.Wish(Challenges.Kind.LINK, by.isEmpty(), Optional.empty());
          challenges.askOnce(request, wish, actor);
        }
      }
    }
  }

  @Override
  public boolean isMethod(String words) {
    return words.equals("UNVERIFIED")
        || Arrays.stream(IdentityMethod.values()).map(Enum::name).anyMatch(words::equals);
  }

  @Override
  public void reopened(UUID request) {
    waits.reopened(request);
  }

  /** What was sent to the person leads nowhere once the request is over. */
  @EventListener
  void moved(RequestMoved move) {
    if (move.to().ended()) {
      challengeRecord.end(move.request(), State.DROPPED);
    }
  }
}
