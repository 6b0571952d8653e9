package dev.writ.letter;

import dev.writ.lifecycle.StaleVersion;
import dev.writ.page.Language;
import dev.writ.web.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Built-in templates, and those an administrator has put in their place. */
@Service
class Templates {
  private final JdbcClient sql;
  private final Clock clock;

  Templates(JdbcClient sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  private record Own(
      int version, @Nullable String subject, @Nullable String body, Instant at, String actor) {}

  Template inForce(LetterKind kind, Language language) {
    var builtIn = Words.in(language).letter(kind);
    var newest = findNewest(kind, language);
    return newest
        .map(own -> own(kind, language, builtIn, own))
        .orElseGet(
            () ->
                new Template(
                    kind,
                    language,
                    Template.Origin.BUILT_IN,
                    0,
                    builtIn,
                    Optional.empty(),
                    Optional.empty()));
  }

  private static Template own(LetterKind kind, Language language, Wording builtIn, Own own) {
    boolean back = own.subject() == null || own.body() == null;
    return new Template(
        kind,
        language,
        back ? Template.Origin.BUILT_IN : Template.Origin.OWN,
        own.version(),
        own.subject() == null || own.body() == null
            ? builtIn
            : new Wording(own.subject(), own.body()),
        Optional.of(own.at()),
        Optional.of(own.actor()));
  }

  private Optional<Own> findNewest(LetterKind kind, Language language) {
    return sql.sql(
            "select version, subject, body, at, actor from letter_template"
                + " where kind = ? and language = ? order by version desc limit 1")
        .params(kind.name(), language.tag())
        .query(
            (row, n) ->
                new Own(
                    row.getInt(1),
                    row.getString(2),
                    row.getString(3),
                    row.getTimestamp(4).toInstant(),
                    row.getString(5)))
        .optional();
  }

  /**
   * Puts an own template in force.
   *
   * @throws Problem unprocessable, when it cannot be filled or lacks a block that some law requires
   */
  @Transactional
  Template put(LetterKind kind, Language language, int version, Wording wording, String actor) {
    var missing = missing(kind, language, wording);
    if (!missing.isEmpty()) {
      throw Problem.invalid(
          "body lacks, or fills with too little, what a law requires of this letter: "
              + missing.stream().map(Block::name).sorted().collect(Collectors.joining(", ")));
    }
    add(kind, language, version, wording, actor);
    return inForce(kind, language);
  }

  private static Set<Block> missing(LetterKind kind, Language language, Wording wording) {
    try {
      return Trials.missing(kind, language, wording);
    } catch (TemplateMistake mistake) {
      throw Problem.invalid(String.valueOf(mistake.getMessage()));
    }
  }

  /** Returns to the built-in template. */
  @Transactional
  Template remove(LetterKind kind, Language language, int version, String actor) {
    if (inForce(kind, language).origin() == Template.Origin.OWN) {
      add(kind, language, version, null, actor);
    } else if (inForce(kind, language).version() != version) {
      throw new StaleVersion();
    }
    return inForce(kind, language);
  }

  private void add(
      LetterKind kind, Language language, int version, @Nullable Wording wording, String actor) {
    if (inForce(kind, language).version() != version) {
      throw new StaleVersion();
    }
    try {
      sql.sql(
              "insert into letter_template (kind, language, version, subject, body, at, actor)"
                  + " values (?,?,?,?,?,?,?)")
          .param(kind.name())
          .param(language.tag())
          .param(version + 1)
          .param(wording == null ? null : wording.subject())
          .param(wording == null ? null : wording.body())
          .param(Timestamp.from(clock.instant()))
          .param(actor)
          .update();
    } catch (DuplicateKeyException overtaken) {
      throw new StaleVersion();
    }
  }
}
