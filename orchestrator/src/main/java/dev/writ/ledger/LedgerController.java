package dev.writ.ledger;

import dev.writ.api.LedgerApi;
import dev.writ.api.model.LedgerBatch;
import dev.writ.api.model.LedgerEntry;
import dev.writ.api.model.LedgerReceipt;
import dev.writ.connection.ConnectionService;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.Problem;
import dev.writ.web.Texts;
import jakarta.validation.Validator;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class LedgerController implements LedgerApi {
  private static final int MOST = 10_000;
  private final Ledger ledger;
  private final ConnectionService connections;
  private final Validator validator;

  LedgerController(Ledger ledger, ConnectionService connections, Validator validator) {
    this.ledger = ledger;
    this.connections = connections;
    this.validator = validator;
  }

  @Override
  public ResponseEntity<LedgerReceipt> appendLedger(LedgerBatch batch) {
    return ResponseEntity.ok(append(batch.getEntries()));
  }

  /** The same, one JSON entry a line. */
  @PostMapping(path = "/v1/ledger/entries", consumes = "application/x-ndjson")
  LedgerReceipt appendLines(BufferedReader lines) throws IOException {
    var entries = new ArrayList<LedgerEntry>();
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isBlank()) {
        continue;
      }
      if (entries.size() == MOST || line.length() > 5_000) {
        throw Problem.tooLarge();
      }
      try {
        entries.add(VendorHttp.JSON.readValue(line, LedgerEntry.class));
      } catch (tools.jackson.core.JacksonException unreadable) {
        throw Problem.invalid("line " + (entries.size() + 1) + " is not a ledger entry");
      }
      if (entries.getLast() == null || !validator.validate(entries.getLast()).isEmpty()) {
        throw Problem.invalid(
            "line " + entries.size() + " breaks the description of a ledger entry");
      }
    }
    return append(entries);
  }

  private LedgerReceipt append(List<LedgerEntry> entries) {
    if (entries.contains(null)) {
      throw Problem.invalid("entries holds null");
    }
    var known = new HashSet<>(connections.all().stream().map(c -> c.id()).toList());
    if (!entries.stream().allMatch(e -> known.contains(e.getConnection()))) {
      throw Problem.invalid("an entry names an unknown connection");
    }
    return new LedgerReceipt(ledger.append(entries.stream().map(LedgerController::entry).toList()));
  }

  private static Ledger.Entry entry(LedgerEntry entry) {
    var person = entry.getIdentifier();
    return new Ledger.Entry(
        new Identifier(
            Identifier.Type.valueOf(person.getType().name()),
            Texts.require(person.getValue(), "identifier.value")),
        entry.getConnection(),
        new VendorObject(
            Texts.require(entry.getKind(), "kind"),
            Texts.require(entry.getObjectId(), "objectId"),
            Objects.requireNonNullElse(entry.getParentId(), "")),
        entry.getAt() == null ? Instant.now() : entry.getAt().toInstant());
  }
}
