package dev.writ.webhook;

import dev.writ.finding.FindingRaised;
import dev.writ.leg.LegMoved;
import dev.writ.manualtask.TaskFellDue;
import dev.writ.manualtask.TaskOpened;
import dev.writ.request.RequestMoved;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the lower rooms publish, announced in the transaction in which it happened. */
@Component
class HouseEvents {
  private static final String REQUEST = "request";
  private static final String LEG = "leg";
  private static final String CONNECTION = "connection";
  private final Announcements announcements;

  HouseEvents(Announcements announcements) {
    this.announcements = announcements;
  }

  @EventListener
  void moved(RequestMoved move) {
    announcements.announce(
        EventType.REQUEST_MOVED,
        facts(
            REQUEST, move.request(), "from", move.from(), "event", move.event(), "to", move.to()));
  }

  @EventListener
  void moved(LegMoved move) {
    var facts = facts(REQUEST, move.request(), LEG, move.leg(), "from", move.from());
    facts.putAll(facts("event", move.event(), "to", move.to()));
    announcements.announce(EventType.LEG_MOVED, facts);
  }

  @EventListener
  void raised(FindingRaised raised) {
    var facts =
        facts("finding", raised.finding(), "code", raised.code(), "severity", raised.severity());
    facts.putAll(
        facts(CONNECTION, raised.connection(), REQUEST, raised.request(), LEG, raised.leg()));
    announcements.announce(EventType.FINDING_RAISED, facts);
  }

  @EventListener
  void opened(TaskOpened task) {
    var facts = facts("task", task.task(), "purpose", task.purpose(), "dueOn", task.dueOn());
    facts.putAll(facts(CONNECTION, task.connection(), REQUEST, task.request(), LEG, task.leg()));
    facts.put("offboarding", task.offboarding());
    announcements.announce(EventType.TASK_OPENED, facts);
  }

  @EventListener
  void fellDue(TaskFellDue task) {
    var facts = facts("task", task.task(), "purpose", task.purpose(), "dueOn", task.dueOn());
    facts.putAll(facts(CONNECTION, task.connection(), REQUEST, task.request(), LEG, task.leg()));
    facts.put("offboarding", task.offboarding());
    announcements.announce(EventType.TASK_DUE, facts);
  }

  private static Map<String, Object> facts(Object... pairs) {
    var facts = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      facts.put((String) pairs[i], pairs[i + 1]);
    }
    return facts;
  }
}
