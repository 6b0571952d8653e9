package dev.writ.manualtask;

import dev.writ.page.Language;
import dev.writ.vendor.spi.ManualWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tasks that only the person of a request can do, for the rooms that show the person the way. */
@Service
public class PersonsTasks {
  private static final Duration LIFE = Duration.ofDays(1);

  /** A letter is read later than a page. */
  private static final Duration LIFE_IN_A_LETTER = Duration.ofDays(14);

  private static final Pattern LINK =
      Pattern.compile(Pattern.quote(SubjectPage.PATH) + "/[A-Za-z0-9_-]+");

  private final TaskLinks links;
  private final TaskRecord tasks;
  private final ManualTasks service;
  private final JdbcClient sql;

  PersonsTasks(TaskLinks links, TaskRecord tasks, ManualTasks service, JdbcClient sql) {
    this.links = links;
    this.tasks = tasks;
    this.service = service;
    this.sql = sql;
  }

  /**
   * What a person is written about a task.
   *
   * @param words the vendor's own
   * @param path of the one-time link
   * @param until when the link ends
   */
  public record Told(ManualWork.Words words, String path, Instant until) {
    @Override
    public String toString() {
      return "Told[***]";
    }
  }

  /** How many of them are open. */
  public int open(UUID request) {
    return sql.sql(
            "select count(*) from manual_task where request_id = ? and state = 'OPEN' and doer = ?")
        .params(request, ManualWork.Doer.SUBJECT.name())
        .query(Integer.class)
        .single();
  }

  /** Whether somebody still has to do it. */
  public boolean isOpen(UUID task) {
    return tasks.require(task).open();
  }

  /** A new one-time link to the oldest of them, as a path; the one before ends. */
  @Transactional
  public Optional<String> link(UUID request, String actor) {
    return sql.sql(
            "select id from manual_task where request_id = ? and state = 'OPEN' and doer = ?"
                + " order by seq limit 1 for update")
        .params(request, ManualWork.Doer.SUBJECT.name())
        .query(UUID.class)
        .optional()
        .map(tasks::require)
        .map(task -> links.make(task.id(), task.version(), LIFE, actor))
        .map(PersonsTasks::path);
  }

  /** The steps of an open task that is the person's, with a new link for a letter. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Told tell(UUID id, Language language, String actor) {
    var task = tasks.require(id);
    var words = service.described(task, service.sealer(task)).wordsIn(language.tag());
    var link = links.make(id, task.version(), LIFE_IN_A_LETTER, actor);
    return new Told(words, path(link), link.until());
  }

  /**
   * A text without the words of its one-time links, which are the person's alone; empty when it has
   * none that could be left out.
   */
  public static Optional<String> withoutLinks(String text) {
    var links = LINK.matcher(text);
    return links.find() ? Optional.of(links.replaceAll(SubjectPage.PATH + "/…")) : Optional.empty();
  }

  private static String path(TaskLinks.Link link) {
    return SubjectPage.PATH + "/" + link.word();
  }
}
