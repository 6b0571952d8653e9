package dev.writ.vendor.hubspot;

import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.spi.VendorObject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/** Makes a person's data. */
final class SimulatedPlanting {
  private static final List<String> PLANTED =
      List.of(
          "notes", "threads", "emails", "calls", "tickets", "tasks", "meetings", "communications");
  private static final Map<String, String> TEXT =
      Map.of(
          "notes", "hs_note_body",
          "calls", "hs_call_body",
          "emails", "hs_email_text",
          "meetings", "hs_meeting_body",
          "tasks", "hs_task_body",
          "communications", "hs_communication_body",
          "tickets", "content");

  private final SimulatedAccount account;

  SimulatedPlanting(SimulatedAccount account) {
    this.account = account;
  }

  /** A contact and what hangs on it; every id derives from the person's key. */
  void person(SandboxPerson person) {
    long base = base(person);
    var contact = account.make("contacts", Long.toString(base), person.key());
    var name = person.name().split(" ", 2);
    contact.properties.put("email", person.email().toLowerCase(Locale.ROOT));
    contact.properties.put("firstname", name[0]);
    contact.properties.put("lastname", name.length > 1 ? name[1] : "");
    if (person.emails().size() > 1) {
      contact.properties.put(
          "hs_additional_emails",
          String.join(";", person.emails().subList(1, person.emails().size())));
    }
    for (int i = 1; i < person.objects(); i++) {
      var type = PLANTED.get((i - 1) % PLANTED.size());
      var item = account.make(type, Long.toString(base + i), person.key());
      item.contacts.add(contact.id);
      var text = "About " + person.name() + ", item " + i;
      if (type.equals("threads")) {
        for (int m = 1; m <= 2; m++) {
          item.messages.add(message(item.id + "m" + m, text + ", message " + m, m == 2));
        }
      } else {
        item.properties.put(TEXT.getOrDefault(type, ""), text);
      }
    }
  }

  private static long base(SandboxPerson person) {
    var crc = new CRC32();
    crc.update(person.key().getBytes(StandardCharsets.UTF_8));
    return (1 + crc.getValue()) * 100_000;
  }

  private static Map<String, Object> message(String id, String text, boolean truncated) {
    var message = new LinkedHashMap<String, Object>();
    message.put("id", id);
    message.put("type", "MESSAGE");
    message.put("direction", "INCOMING");
    message.put("text", text);
    message.put("attachments", List.of());
    message.put("truncationStatus", truncated ? "TRUNCATED" : "NOT_TRUNCATED");
    return message;
  }

  /** A transcript of the person's first call, as the company's telephone app would upload it. */
  VendorObject transcript(SandboxPerson person) {
    var transcript = account.make("transcripts", person.key());
    transcript.properties.put("speaker", person.name());
    first("calls", person).ifPresent(call -> transcript.properties.put("engagementId", call.id));
    return new VendorObject("transcript", transcript.id);
  }

  /** A file attached to the person's first note, if there is one. */
  void file(SandboxPerson person) {
    first("notes", person)
        .ifPresent(
            note -> {
              var file = account.make("files", person.key());
              file.properties.put("name", "letter of " + person.name());
              note.properties.merge("hs_attachment_ids", file.id, (a, b) -> a + ";" + b);
            });
  }

  private Optional<SimulatedItem> first(String type, SandboxPerson person) {
    return account.all(type).stream().filter(i -> i.owner.equals(person.key())).findFirst();
  }
}
