package dev.writ.support;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * How the erasure of a person who lives everywhere ends at each vendor of the default run, once the
 * manual tasks are done. A vendor that gets another manual work, or another way to look, changes
 * its line here and no test.
 */
public final class ErasureEnds {
  /**
   * @param state of the leg
   * @param verdict the level of proof
   * @param tasks codes of the manual work that was asked for
   */
  public record End(String state, String verdict, Set<String> tasks) {
    /** Whether looks have shown that everything is gone. */
    public boolean seen() {
      return state.equals("VERIFIED_ABSENT");
    }
  }

  private static final Map<String, End> ENDS =
      Map.of(
          "openai", seen(),
          "chatgpt-enterprise", unseen("CLAIMED", "REMOVE_MEMBER"),
          "openai-consumer", unseen("ATTESTED", "ACCOUNT_DELETE"),
          "anthropic", seen(),
          "claude-enterprise", seen(),
          "google-workspace", unseen("ATTESTED", "GEMINI_CHAT_DELETE", "GEMINI_WS_HISTORY_DELETE"),
          "microsoft-copilot", unseen("ATTESTED", "COPILOT_MEMORY_PAGES", "COPILOT_STUDIO_AGENTS"),
          "hubspot", seen(),
          "salesforce", seen("AI_AUDIT_ERASE", "AGENT_SESSION_ERASE"));

  private ErasureEnds() {}

  public static Set<String> vendors() {
    return ENDS.keySet();
  }

  /** How it ends at this vendor. */
  public static End at(String vendor) {
    var end = ENDS.get(vendor);
    if (end == null) {
      throw new IllegalArgumentException("no end is written down for " + vendor);
    }
    return end;
  }

  /** How a leg has ended, or stands. */
  public static End of(JsonNode leg, Set<String> tasks) {
    return new End(leg.path("state").asString(), leg.path("verdict").asString(), tasks);
  }

  /** Whether the leg is where its vendor's legs end. */
  public static boolean reached(JsonNode leg) {
    return at(leg.path("vendor").asString()).state().equals(leg.path("state").asString());
  }

  private static End seen(String... tasks) {
    return new End("VERIFIED_ABSENT", "OBSERVED_ABSENT", Set.of(tasks));
  }

  private static End unseen(String verdict, String... tasks) {
    return new End("UNVERIFIABLE", verdict, Set.of(tasks));
  }
}
