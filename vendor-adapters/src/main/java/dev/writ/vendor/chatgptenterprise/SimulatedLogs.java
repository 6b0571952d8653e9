package dev.writ.vendor.chatgptenterprise;

import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The compliance logs: files of JSON lines, listed by their end and handed out by a signed link.
 * Every file begins with the last event of the one before it, because events come at least once;
 * two files after one another have the same end now and then.
 */
final class SimulatedLogs {
  /** Where the signed links lead: not part of the API. */
  static final String STORE = "/log-store/";

  private static final Duration BETWEEN = Duration.ofMinutes(1);

  private final Instant opened;
  private final List<LogFile> files = new ArrayList<>();
  private final Map<String, String> lastEvents = new LinkedHashMap<>();
  private long events;
  private boolean addresses = true;

  SimulatedLogs(Instant opened) {
    this.opened = opened;
  }

  /** Its hash is computed once: a list shows up to a hundred. */
  private record LogFile(String id, String type, Instant end, byte[] content, String hash) {
    LogFile(String id, String type, Instant end, byte[] content) {
      this(id, type, end, content, sha256(content));
    }

    Map<String, Object> row() {
      var row = new LinkedHashMap<String, Object>();
      row.put("id", id);
      row.put("event_type", type);
      row.put("end_time", end.toString());
      row.put("file_name", id + ".jsonl");
      row.put("file_size", content.length);
      row.put("file_sha256", hash);
      return row;
    }
  }

  void reset() {
    files.clear();
    lastEvents.clear();
    events = 0;
    addresses = true;
  }

  /** From now on no event bears the address of whoever wrote. */
  void withoutAddresses() {
    addresses = false;
  }

  /** Closes one file with these events, which get their ids and type here. */
  void write(String type, List<Map<String, Object>> entries) {
    var lines = new StringBuilder(lastEvents.getOrDefault(type, ""));
    var last = "";
    for (var entry : entries) {
      var event = new LinkedHashMap<String, Object>();
      event.put("event_id", "evt-%06d".formatted(++events));
      event.put("event_type", type);
      event.put("timestamp", opened.plusSeconds(events).toString());
      event.putAll(entry);
      if (!addresses) {
        event.remove("user_email");
      }
      last = VendorHttp.JSON.writeValueAsString(event) + "\n";
      lines.append(last);
    }
    lastEvents.put(type, last);
    int number = files.size();
    files.add(
        new LogFile(
            "log-%06d".formatted(number + 1),
            type,
            opened.plus(BETWEEN.multipliedBy(number > 0 && number % 10 == 0 ? number - 1 : number)),
            lines.toString().getBytes(StandardCharsets.UTF_8)));
  }

  SimulatedResponse list(SimulatedRequest request) {
    var types = request.query().getOrDefault("event_type", List.of());
    var after = request.param("after").flatMap(SimulatedLogs::time);
    var limit = request.param("limit").flatMap(SimulatedLogs::number).orElse(100);
    if (types.isEmpty() || after.isEmpty() || limit < 1 || limit > 100) {
      return ChatGptEnterpriseSimulator.refusal(400, "event_type, after or limit is wrong");
    }
    var before = request.param("before").flatMap(SimulatedLogs::time).orElse(Instant.MAX);
    var found =
        files.stream()
            .filter(file -> types.contains(file.type) && file.end.isAfter(after.get()))
            .filter(file -> file.end.isBefore(before))
            .toList();
    var page = found.subList(0, Math.min(limit, found.size()));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("data", page.stream().map(LogFile::row).toList());
    answer.put("has_more", page.size() < found.size());
    answer.put("last_end_time", page.isEmpty() ? null : page.getLast().end.toString());
    return SimulatedResponse.json(200, answer);
  }

  SimulatedResponse freshness(SimulatedRequest request) {
    var types = request.query().getOrDefault("event_type", List.of());
    var answer = new LinkedHashMap<String, Object>();
    answer.put(
        "max_event_time",
        files.stream()
            .filter(file -> types.contains(file.type))
            .map(file -> file.end.toString())
            .reduce((first, last) -> last)
            .orElse(null));
    return SimulatedResponse.json(200, answer);
  }

  /** To the link, on the host that was asked. */
  SimulatedResponse redirect(String id, SimulatedRequest request, String vendor) {
    if (file(id).isEmpty()) {
      return ChatGptEnterpriseSimulator.refusal(404, "no such log file");
    }
    var host = request.headers().getOrDefault("host", "localhost");
    return new SimulatedResponse(
        307,
        Map.of(
            "Location",
            request.scheme() + "://" + host + "/" + vendor + STORE + id + "?sig=" + signature(id)),
        new byte[0]);
  }

  /** A store of files refuses a second credential beside the signature. */
  SimulatedResponse download(SimulatedRequest request) {
    var id = request.path().substring(STORE.length());
    var file = file(id);
    if (request.headers().containsKey("authorization")) {
      return store(400, "only one way to authenticate");
    }
    if (file.isEmpty() || !request.param("sig").orElse("").equals(signature(id))) {
      return store(403, "the signature does not match");
    }
    return new SimulatedResponse(
        200, Map.of("Content-Type", "application/x-ndjson"), file.get().content);
  }

  private static SimulatedResponse store(int status, String text) {
    return new SimulatedResponse(
        status,
        Map.of("Content-Type", "application/xml"),
        ("<Error><Message>" + text + "</Message></Error>").getBytes(StandardCharsets.UTF_8));
  }

  private Optional<LogFile> file(String id) {
    return files.stream().filter(file -> file.id.equals(id)).findFirst();
  }

  private static String signature(String id) {
    return sha256(("sandbox " + id).getBytes(StandardCharsets.UTF_8)).substring(0, 32);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> number(String text) {
    return text.matches("[0-9]{1,6}") ? Optional.of(Integer.valueOf(text)) : Optional.of(0);
  }
}
