package dev.writ.subject;

import dev.writ.schedule.RecurringWork;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Deletes what was kept of links and forms whose time is over. */
@Component
class SubjectTidying implements RecurringWork {
  private final StatusLinks links;
  private final Forms forms;
  private final PackageCodes codes;

  SubjectTidying(StatusLinks links, Forms forms, PackageCodes codes) {
    this.links = links;
    this.forms = forms;
    this.codes = codes;
  }

  @Override
  public String name() {
    return "subject-tidying";
  }

  @Override
  public String purpose() {
    return "Deletes what was kept of status links, codes and sent forms whose time is over.";
  }

  @Override
  public Duration every() {
    return Duration.ofDays(1);
  }

  @Override
  public void run() {
    links.forgetOver();
    forms.forgetOld();
    codes.forgetOld();
  }
}
