package dev.writ.vendor.anthropic;

import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.spi.VendorObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Plants people: six kinds in turn, and each person with seven objects and more is also a member of
 * the organization, with eight and more invited once again. What metadata or an address finds is
 * not in the ledger.
 */
final class AnthropicPlanting {
  static final String SHARED_STORE = "memstore_sandbox";

  private static final int MEMBER = 6;
  private static final int INVITED = 7;
  private static final int KINDS = 6;

  private final SimulatedShelves shelves;
  private final SimulatedFiles files;
  private final SimulatedBatches batches;
  private final SimulatedSessions sessions;
  private final SimulatedMemory memory;
  private final SimulatedOrganization organization;
  private final SimulatedProfiles profiles;
  private final SimulatedRights rights;

  AnthropicPlanting(SimulatedShelves shelves, SimulatedRoutes routes) {
    this.shelves = shelves;
    files = new SimulatedFiles(shelves, routes);
    batches = new SimulatedBatches(shelves, routes);
    sessions = new SimulatedSessions(shelves, routes);
    memory = new SimulatedMemory(shelves, routes);
    organization = new SimulatedOrganization(shelves, routes);
    profiles = new SimulatedProfiles(shelves, routes);
    rights = new SimulatedRights(shelves, routes);
    new SimulatedMessages(shelves, routes);
  }

  SimulatedFiles files() {
    return files;
  }

  SimulatedMemory memory() {
    return memory;
  }

  SimulatedOrganization organization() {
    return organization;
  }

  SimulatedRights rights() {
    return rights;
  }

  /** The objects an app would have entered in the ledger. */
  List<VendorObject> plant(SandboxPerson person) {
    var ledger = new ArrayList<VendorObject>();
    String word = person.key().replaceAll("[^A-Za-z0-9_-]", "_");
    int objects = Math.max(1, person.objects());
    for (int i = 0; i < objects; i++) {
      String id = word + "_" + i;
      switch (i) {
        case MEMBER ->
            organization.addUser(
                "user_" + id, person.email(), person.name(), "developer", person.key());
        case INVITED ->
            organization.addInvite(
                "invite_" + id, person.emails().getLast(), "pending", person.key());
        default -> one(person, i < MEMBER ? i : i - 2, id, ledger);
      }
    }
    return List.copyOf(ledger);
  }

  private void one(SandboxPerson person, int turn, String id, List<VendorObject> ledger) {
    String email = person.emails().get(turn / KINDS % person.emails().size());
    String owner = person.key();
    switch (turn % KINDS) {
      case 0 -> {
        var content = ("About " + person.name()).getBytes(StandardCharsets.UTF_8);
        files.add(
            "file_" + id, "cv of " + person.name() + ".txt", "text/plain", content, null, owner);
        ledger.add(AnthropicKind.FILE.object("file_" + id));
      }
      case 1 -> {
        sessions.add("sesn_" + id, Map.of("subject", email), owner);
        sessions.addMessage("sesn_" + id, "sevt_" + id, "My name is " + person.name());
      }
      case 2 -> {
        batches.add("msgbatch_" + id, List.of("request-" + id), owner);
        ledger.add(AnthropicKind.MESSAGE_BATCH.object("msgbatch_" + id));
      }
      case 3 -> {
        sharedStore();
        var path = "/people/" + id + ".md";
        var made = memory.addMemory(SHARED_STORE, "mem_" + id, path, "Met " + email, owner);
        memory.write(SHARED_STORE, made, path, "Met " + person.name(), "modified");
        ledger.add(new VendorObject(AnthropicKind.MEMORY.word(), "mem_" + id, SHARED_STORE));
      }
      case 4 -> {
        memory.addStore("memstore_" + id, "of one person", Map.of("subject", email), owner);
        memory.addMemory("memstore_" + id, "mem_own_" + id, "/tastes.md", person.name(), null);
      }
      default -> profiles.add("uprof_" + id, email, person.name(), owner);
    }
  }

  /** Holds memories of many people, and is nobody's. */
  private void sharedStore() {
    if (shelves.readable(SimulatedMemory.STORES).stream()
        .noneMatch(store -> store.id.equals(SHARED_STORE))) {
      memory.addStore(SHARED_STORE, "of everybody", Map.of(), null);
    }
  }
}
