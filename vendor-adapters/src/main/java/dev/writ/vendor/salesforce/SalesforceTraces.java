package dev.writ.vendor.salesforce;

import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.RecordSink;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What the AI features wrote down in Data 360. Audit rows name the agent's user and no data
 * subject, so that they are found where their text has an e-mail address; sessions by the
 * Individual Id. No call erases one person's rows of either.
 */
final class SalesforceTraces {
  private static final String SESSION = "ssot__AiAgentSession__dlm";
  private static final String PARTICIPANT = "ssot__AiAgentSessionParticipant__dlm";
  private static final String MESSAGE = "ssot__AiAgentInteractionMessage__dlm";
  private static final String OF_SESSION = "ssot__AiAgentSessionId__c";
  private static final String WHOSE = "ssot__IndividualId__c";

  private final Data360Query tenant;

  SalesforceTraces(Data360Query tenant) {
    this.tenant = tenant;
  }

  /** Requests or generations whose text has this address, as a whole word of it. */
  Set<String> mentioning(SalesforceKind kind, String address) {
    var found = new LinkedHashSet<String>();
    var table = table(kind);
    if (!tenant.has(table)) {
      return found;
    }
    var email = address.toLowerCase(Locale.ROOT);
    var word =
        Pattern.compile("(?<![a-z0-9._%+'-])" + Pattern.quote(email) + "(?![a-z0-9-]|\\.[a-z0-9])");
    var text = text(kind);
    var where = "LOWER(" + text + ") LIKE ?"; // a % or _ in an address finds more, not less
    tenant.each(
        table,
        key(kind),
        key(kind) + "," + text,
        where,
        "%" + email + "%",
        row -> {
          if (word.matcher(row.text(text).toLowerCase(Locale.ROOT)).find()) {
            found.add(id(kind, row.text(key(kind))));
          }
        });
    return found;
  }

  /** Sessions of an individual, whether the session or one of its participants says so. */
  Set<String> sessions(String individual) {
    var found = new LinkedHashSet<String>();
    var kind = SalesforceKind.AGENT_SESSION;
    each(individual, SESSION, "", row -> found.add(id(kind, row.text(key(kind)))));
    each(
        individual,
        PARTICIPANT,
        "," + OF_SESSION,
        row -> found.add(id(kind, row.text(OF_SESSION))));
    return found;
  }

  private void each(String individual, String table, String more, Consumer<Data360Query.Row> row) {
    if (!tenant.has(table)) {
      return;
    }
    tenant.each(
        table,
        SalesforceProfiles.KEY,
        SalesforceProfiles.KEY + "," + WHOSE + more,
        WHOSE + " = ?",
        individual,
        one -> {
          require(one.text(WHOSE).equals(individual));
          row.accept(one);
        });
  }

  private static String id(SalesforceKind kind, String id) {
    require(kind.fits(id));
    return id;
  }

  /** Ids above this one; a table that is not there holds none. */
  List<String> above(SalesforceKind kind, String id, int most) {
    return tenant.has(table(kind)) ? tenant.above(table(kind), key(kind), id, most) : List.of();
  }

  /**
   * A session is there as long as anything of it is. A table that is gone holds nothing: removing
   * the whole data lake object is the documented way to erase audit data.
   */
  boolean present(SalesforceKind kind, String id) {
    return holds(table(kind), key(kind), id)
        || (kind == SalesforceKind.AGENT_SESSION
            && (holds(PARTICIPANT, OF_SESSION, id) || holds(MESSAGE, OF_SESSION, id)));
  }

  private boolean holds(String table, String column, String id) {
    return tenant.has(table) && tenant.holds(table, column, id);
  }

  void export(SalesforceKind kind, String id, RecordSink sink) {
    send(kind, table(kind), key(kind), key(kind), id, sink);
    if (kind == SalesforceKind.AGENT_SESSION) {
      send(kind, PARTICIPANT, SalesforceProfiles.KEY, OF_SESSION, id, sink);
      send(kind, MESSAGE, SalesforceProfiles.KEY, OF_SESSION, id, sink);
    }
  }

  private void send(
      SalesforceKind kind, String table, String key, String column, String id, RecordSink sink) {
    if (tenant.has(table)) {
      tenant.of(table, key, column, id, row -> row.send(kind, table, sink));
    }
  }

  private static String table(SalesforceKind kind) {
    return switch (kind) {
      case AI_REQUEST -> "GenAIGatewayRequest__dlm";
      case AI_GENERATION -> "GenAIGeneration__dlm";
      default -> SESSION;
    };
  }

  private static String key(SalesforceKind kind) {
    return switch (kind) {
      case AI_REQUEST -> "gatewayRequestId__c";
      case AI_GENERATION -> "generationId__c";
      default -> SalesforceProfiles.KEY;
    };
  }

  private static String text(SalesforceKind kind) {
    return kind == SalesforceKind.AI_REQUEST ? "prompt__c" : "responseText__c";
  }
}
