package dev.writ.vendor.salesforce;

import dev.writ.vendor.salesforce.SimulatedTenant.Row;
import dev.writ.vendor.sandbox.SandboxPerson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;

/** Makes a person's data; every id derives from the person's key. */
final class SimulatedPlanting {
  static final String REQUEST = "GenAIGatewayRequest__dlm";
  static final String GENERATION = "GenAIGeneration__dlm";
  static final String SESSION = "ssot__AiAgentSession__dlm";
  static final String PARTICIPANT = "ssot__AiAgentSessionParticipant__dlm";
  static final String MESSAGE = "ssot__AiAgentInteractionMessage__dlm";

  private static final String KEY = "ssot__Id__c";
  private static final String OF_SESSION = "ssot__AiAgentSessionId__c";

  /** What is made first, each at most once; what comes after them is of {@link #MORE}. */
  private static final List<String> FIRST =
      List.of(
          "Contact", "profile", "Task", REQUEST, "Lead", SESSION, "Case", "Individual", GENERATION);

  private static final List<String> MORE = List.of("Task", REQUEST, "Case", GENERATION, SESSION);

  private final SimulatedOrg org;
  private final SimulatedTenant tenant;
  private final SandboxPerson person;
  private final String stem;

  SimulatedPlanting(SimulatedOrg org, SimulatedTenant tenant, SandboxPerson person) {
    this.org = org;
    this.tenant = tenant;
    this.person = person;
    var crc = new CRC32();
    crc.update(person.key().getBytes(StandardCharsets.UTF_8));
    stem = "%08X".formatted(crc.getValue());
  }

  void plant() {
    for (int i = 0; i < person.objects(); i++) {
      var what = i < FIRST.size() ? FIRST.get(i) : MORE.get((i - FIRST.size()) % MORE.size());
      switch (what) {
        case "Contact" -> human("Contact", id("003", 0), person.email());
        case "Lead" -> human("Lead", id("00Q", i), person.emails().getLast());
        case "Individual" -> privacyRecord(i);
        case "Task" -> related("Task", id("00T", i), "WhoId");
        case "Case" -> related("Case", id("500", i), "ContactId");
        case "profile" -> profile();
        case REQUEST -> row(REQUEST, "req-" + stem + "-" + i, "", prompt(i));
        case GENERATION -> row(GENERATION, "gen-" + stem + "-" + i, "", text("responseText__c", i));
        default -> session("ses-" + stem + "-" + i);
      }
    }
  }

  private String id(String prefix, int number) {
    return prefix
        + stem
        + "%4s".formatted(Integer.toString(number, 36)).replace(' ', '0').toUpperCase(Locale.ROOT)
        + "AAA";
  }

  private void human(String type, String id, String email) {
    var made = org.make(type, id, person.key());
    var name = person.name().split(" ", 2);
    made.fields.put("Email", email);
    made.fields.put("FirstName", name[0]);
    made.fields.put("LastName", name.length > 1 ? name[1] : name[0]);
    made.fields.put("Profile_Id__c", individual());
  }

  private void privacyRecord(int number) {
    var made = org.make("Individual", id("0PK", number), person.key());
    made.fields.put("LastName", person.name());
    for (var record : org.all("Contact")) {
      if (record.owner.equals(person.key())) {
        record.fields.put("IndividualId", made.id);
      }
    }
  }

  private void related(String type, String id, String lookUp) {
    var made = org.make(type, id, person.key());
    made.fields.put(lookUp, id("003", 0));
    made.fields.put("Subject", "About " + person.name());
  }

  private String individual() {
    return "IND-" + stem;
  }

  private void profile() {
    var name = person.name().split(" ", 2);
    row(
        SimulatedTenant.INDIVIDUAL,
        individual(),
        individual(),
        Map.of("ssot__FirstName__c", name[0], "ssot__LastName__c", name.length > 1 ? name[1] : ""));
    for (var email : person.emails()) {
      row(
          SimulatedTenant.EMAIL,
          "cpe-" + stem + "-" + person.emails().indexOf(email),
          individual(),
          Map.of("ssot__PartyId__c", individual(), "ssot__EmailAddress__c", email));
    }
  }

  /** The owner's prompts are unmasked, and the person is in their text alone. */
  private Map<String, String> text(String column, int number) {
    return Map.of(
        column,
        "Note %d: answer %s <%s>.".formatted(number, person.name(), person.email()),
        "userId__c",
        "005SANDBOX0AGENT",
        "sessionId__c",
        "\"NOT_SET\"");
  }

  private Map<String, String> prompt(int number) {
    var prompt = new LinkedHashMap<>(text("prompt__c", number));
    prompt.put("timestamp__c", "2026-01-%02dT00:00:00Z".formatted(1 + number % 28));
    return prompt;
  }

  private void session(String id) {
    row(SESSION, id, "", Map.of("ssot__VariableText__c", "NOT_SET"));
    row(PARTICIPANT, id + "-p", "", Map.of("ssot__IndividualId__c", individual(), OF_SESSION, id));
    tenant.add(message(id + "-m", id, person.key(), "I am " + person.name()));
  }

  static Row message(String id, String session, String owner, String text) {
    var columns = Map.of(KEY, id, OF_SESSION, session, "ssot__ContentText__c", text);
    return new Row(MESSAGE, id, owner, "", columns);
  }

  private void row(String table, String key, String individual, Map<String, String> columns) {
    var name = SimulatedSql.TABLES.getOrDefault(table, List.of()).getFirst();
    var all = new LinkedHashMap<>(columns);
    all.put(name, key);
    tenant.add(new Row(table, key, person.key(), individual, all));
  }
}
