package dev.writ.ledger;

import dev.writ.api.LedgerApi;
import dev.writ.api.model.LedgerBatch;
import dev.writ.api.model.LedgerEntry;
import dev.writ.api.model.LedgerReceipt;
import dev.writ.api.model.LedgerRemoval;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.VendorCatalogue;
import dev.writ.web.BodyMistake;
import dev.writ.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Validator;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

@RestController
class LedgerController implements LedgerApi {
  private static final int MOST_LINES = 100_000;
  private static final int LINES_AT_ONCE = 1_000;
  private final Ledger ledger;
  private final ConnectionService connections;
  private final VendorCatalogue vendors;
  private final Validator validator;
  private final ObjectReader json;
  private final Clock clock;

  LedgerController(
      Ledger ledger,
      ConnectionService connections,
      VendorCatalogue vendors,
      Validator validator,
      JsonMapper json,
      Clock clock) {
    this.ledger = ledger;
    this.connections = connections;
    this.vendors = vendors;
    this.validator = validator;
    this.json = json.readerFor(LedgerEntry.class);
    this.clock = clock;
  }

  // The description gives one operation two body types; each has its own method here.
  @Override
  @PostMapping(path = PATH_APPEND_LEDGER, consumes = "application/json")
  public ResponseEntity<LedgerReceipt> appendLedger(LedgerBatch batch) {
    return ResponseEntity.ok(append(ledger.seal(accepted(batch))));
  }

  /**
   * The same, one JSON entry a line. Lines are sealed as they come, some at a time, and stored
   * together at the end: a slow sender holds no database connection, and a bad line leaves nothing.
   */
  @PostMapping(path = PATH_APPEND_LEDGER, consumes = "application/x-ndjson")
  LedgerReceipt appendLines(HttpServletRequest request) throws IOException {
    var check = check();
    var rows = new ArrayList<Ledger.Row>();
    var entries = new ArrayList<Ledger.Entry>();
    var lines = new Lines(request.getInputStream());
    for (var line = lines.read(); line != null; line = lines.read()) {
      if (isBlank(line)) {
        continue;
      }
      if (rows.size() + entries.size() == MOST_LINES) {
        throw Problem.tooLarge();
      }
      entries.add(entry(line, "line " + lines.number(), check));
      if (entries.size() == LINES_AT_ONCE) {
        rows.addAll(ledger.seal(entries));
        entries.clear();
      }
    }
    rows.addAll(ledger.seal(entries));
    if (rows.isEmpty()) {
      throw Problem.body("there is no entry in the body");
    }
    return append(rows);
  }

  @Override
  public ResponseEntity<LedgerRemoval> removeLedger(LedgerBatch batch) {
    var entries = accepted(batch);
    int removed = ledger.remove(entries);
    return ResponseEntity.ok(new LedgerRemoval(removed, entries.size() - removed));
  }

  private List<Ledger.Entry> accepted(LedgerBatch batch) {
    var check = check();
    var entries = new ArrayList<Ledger.Entry>();
    for (var entry : batch.getEntries()) {
      entries.add(check.accept(entry, "entries[" + entries.size() + "]"));
    }
    return entries;
  }

  private Ledger.Entry entry(byte[] line, String place, EntryCheck check) {
    LedgerEntry entry;
    try {
      entry = json.readValue(line);
    } catch (JacksonException unreadable) {
      throw Problem.body(place + ": " + BodyMistake.of(unreadable));
    }
    if (entry == null) {
      throw Problem.body(place + ": null is not an entry");
    }
    check.describes(entry, place);
    return check.accept(entry, place);
  }

  private LedgerReceipt append(List<Ledger.Row> rows) {
    int accepted = ledger.appendSealed(rows);
    return new LedgerReceipt(accepted, rows.size() - accepted);
  }

  private EntryCheck check() {
    return new EntryCheck(connections, vendors, validator, clock.instant());
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
