package dev.writ.subject;

import dev.writ.evidence.EvidenceLog;
import dev.writ.letter.LetterDesk;
import dev.writ.letter.LetterFacts;
import dev.writ.letter.LetterKind;
import dev.writ.request.Correspondence;
import dev.writ.request.ReleasedPackages;
import dev.writ.request.SubjectsOwn;
import dev.writ.vault.Vault;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Codes by which a person fetches a released package: whoever has only the status link does not get
 * it. Six digits by letter to the contact of the request, ten minutes, three tries, once; kept as a
 * keyed hash. The level that the law wants was reached before anything was read out.
 */
@Component
class PackageCodes {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int CODES = 1_000_000;
  private static final int TRIES = 3;
  private static final int A_DAY = 5;
  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final Duration DAY = Duration.ofDays(1);

  private final JdbcClient sql;
  private final Correspondence requests;
  private final ReleasedPackages packages;
  private final LetterDesk letters;
  private final EvidenceLog evidence;
  private final Vault vault;
  private final Clock clock;

  PackageCodes(
      JdbcClient sql,
      Correspondence requests,
      ReleasedPackages packages,
      LetterDesk letters,
      EvidenceLog evidence,
      Vault vault,
      Clock clock) {
    this.sql = sql;
    this.requests = requests;
    this.packages = packages;
    this.letters = letters;
    this.evidence = evidence;
    this.vault = vault;
    this.clock = clock;
  }

  /** What came of an attempt. */
  enum Answer {
    /** It was right, and is used up. */
    RIGHT,
    WRONG,
    /** Unknown, used, replaced, spent or over: all the same. */
    GONE
  }

  private record Code(UUID id, byte[] hash, int tries) {}

  /**
   * Sends a code; the one before ends.
   *
   * @return false when there is no package, no address, no letter, or too many were asked for
   */
  @Transactional
  public boolean ask(UUID request) {
    requests.lock(request);
    var to = packages.ready(request) ? requests.findEmail(request) : Optional.<String>empty();
    if (to.isEmpty() || askedToday(request) >= A_DAY) {
      return false;
    }
    end(request);
    var id = UUID.randomUUID();
    var code = String.format(Locale.ROOT, "%06d", RANDOM.nextInt(CODES));
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    sql.sql(
            "insert into package_code (id, request_id, code_hash, asked_at, until) values"
                + " (?,?,?,?,?)")
        .params(id, request, hash(id, code), Timestamp.from(now), Timestamp.from(now.plus(LIFE)))
        .update();
    note(request, "PACKAGE_CODE_ASKED");
    return letters
        .order(
            request, LetterKind.PACKAGE_CODE, "package/" + id, LetterFacts.asking(code, to.get()))
        .isPresent();
  }

  /** Takes a code; when it is right, that the package is fetched stands in the timeline. */
  @Transactional
  public Answer take(UUID request, String given) {
    requests.lock(request);
    var open = open(request);
    if (open.isEmpty() || !packages.ready(request)) {
      return Answer.GONE;
    }
    var code = open.get();
    if (MessageDigest.isEqual(code.hash(), hash(code.id(), given))) {
      end(request);
      note(request, "PACKAGE_FETCHED");
      return Answer.RIGHT;
    }
    sql.sql("update package_code set tries = tries + 1 where id = ?").param(code.id()).update();
    if (code.tries() + 1 < TRIES) {
      return Answer.WRONG;
    }
    end(request);
    note(request, "PACKAGE_CODE_SPENT");
    return Answer.GONE;
  }

  /** What was being fetched did not arrive whole; another code fetches it again. */
  @Transactional
  public void brokenOff(UUID request) {
    requests.lock(request);
    note(request, "PACKAGE_BROKEN_OFF");
  }

  /** Deletes what no limit counts any more. */
  void forgetOld() {
    sql.sql("delete from package_code where asked_at < ?")
        .param(Timestamp.from(clock.instant().minus(DAY)))
        .update();
  }

  private Optional<Code> open(UUID request) {
    return sql.sql(
            "select id, code_hash, tries from package_code where request_id = ? and code_hash is"
                + " not null and until > ?")
        .params(request, Timestamp.from(clock.instant()))
        .query((row, n) -> new Code(row.getObject(1, UUID.class), row.getBytes(2), row.getInt(3)))
        .optional();
  }

  private void end(UUID request) {
    sql.sql(
            "update package_code set code_hash = null where request_id = ? and code_hash is not"
                + " null")
        .param(request)
        .update();
  }

  private int askedToday(UUID request) {
    return sql.sql("select count(*) from package_code where request_id = ? and asked_at > ?")
        .params(request, Timestamp.from(clock.instant().minus(DAY)))
        .query(Integer.class)
        .single();
  }

  private byte[] hash(UUID id, String code) {
    return vault.hash("package-code", id.toString(), code);
  }

  private void note(UUID request, String what) {
    var state = requests.require(request).state().name();
    evidence.append(request, null, what, state, state, SubjectsOwn.ACTOR);
  }
}
