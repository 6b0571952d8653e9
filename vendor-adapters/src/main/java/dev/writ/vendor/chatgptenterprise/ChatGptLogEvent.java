package dev.writ.vendor.chatgptenterprise;

import static dev.writ.vendor.chatgptenterprise.ChatGptAnswers.isId;
import static dev.writ.vendor.chatgptenterprise.ChatGptAnswers.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One line of a log file, as far as it says whose conversation it is about. {@code event_id} is
 * documented. The other names are those of the older API's conversations ({@code user_id}, {@code
 * user_email}, {@code message.files.data}), and of the conversation's id the two that suggest
 * themselves: all of them are unconfirmed for log files.
 *
 * @param user the member's id, or empty
 * @param email the member's address, or empty; not both are empty
 * @param files ids of what is attached
 */
record ChatGptLogEvent(
    String id, String user, String email, String conversation, List<String> files) {
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,255}");
  private static final int LONGEST_ID = 256;

  ChatGptLogEvent {
    files = List.copyOf(files);
  }

  /** Empty for a line that does not say an event, an owner and a conversation. */
  static Optional<ChatGptLogEvent> of(JsonNode line) {
    var id = text(line, "event_id");
    if (id.isBlank() || id.length() > LONGEST_ID) {
      return Optional.empty();
    }
    var talk = line.path("conversation");
    var user = first(text(line, "user_id"), text(line.path("user"), "id"), text(talk, "user_id"));
    var email =
        first(text(line, "user_email"), text(line.path("user"), "email"), text(talk, "user_email"));
    var conversation = first(text(line, "conversation_id"), text(talk, "id"), older(line));
    var owner = isId(user) ? user : "";
    var address = ADDRESS.matcher(email).matches() ? email : "";
    if (!isId(conversation) || (owner.isEmpty() && address.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(new ChatGptLogEvent(id, owner, address, conversation, files(line)));
  }

  /** The older API's conversations bear the id themselves. */
  private static String older(JsonNode line) {
    return text(line, "object").equals("compliance.workspace.conversation") ? text(line, "id") : "";
  }

  private static List<String> files(JsonNode line) {
    var files = new ArrayList<String>();
    for (var file : line.path("message").path("files").path("data")) {
      if (isId(text(file, "id"))) {
        files.add(text(file, "id"));
      }
    }
    return files;
  }

  private static String first(String... texts) {
    for (var text : texts) {
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  /** Everything in it speaks of a person. */
  @Override
  public String toString() {
    return "ChatGptLogEvent[***]";
  }
}
