package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Google's three ways to upload, below {@code /upload/} (Drive's guide "Upload file data", and the
 * discovery documents' {@code mediaUpload}): the content alone, with its description in a form of
 * two parts, and resumable in pieces.
 */
final class SimulatedUploads {
  private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=\"?([^\";]+)");
  private static final Pattern RANGE =
      Pattern.compile("bytes (?:([0-9]+)-([0-9]+)|\\*)/([0-9]+|\\*)");
  private static final String UPLOAD_ID = "upload_id";

  private final Map<String, Begun> begun = new HashMap<>();
  private int made;

  /** What is uploaded. */
  record Content(String type, byte[] bytes) {}

  /** Takes an upload that is whole. */
  @FunctionalInterface
  interface Target {
    SimulatedResponse take(SimulatedCall call, JsonNode description, Content content);
  }

  private record Begun(String method, JsonNode description, Content soFar) {}

  void reset() {
    begun.clear();
    made = 0;
  }

  SimulatedResponse answer(SimulatedCall call, Target target) {
    var request = call.request();
    return switch (request.param("uploadType").orElse("")) {
      case "media" ->
          target.take(
              call,
              VendorHttp.JSON.createObjectNode(),
              new Content(header(request, "content-type"), request.body()));
      case "multipart" -> multipart(call, target);
      case "resumable" ->
          request.param(UPLOAD_ID).isPresent() ? resumed(call, target) : begin(call);
      default -> throw SimulatedErrors.invalid("Invalid upload type");
    };
  }

  private static String header(SimulatedRequest request, String name) {
    var value = request.headers().getOrDefault(name, "");
    return value.isEmpty() ? "application/octet-stream" : value;
  }

  private static SimulatedResponse multipart(SimulatedCall call, Target target) {
    var boundary = BOUNDARY.matcher(header(call.request(), "content-type"));
    var parts =
        boundary.find() ? parts(call.request().body(), boundary.group(1)) : List.<Content>of();
    if (parts.size() != 2) {
      throw SimulatedErrors.invalid("Malformed multipart body.");
    }
    return target.take(call, json(parts.getFirst().bytes()), parts.getLast());
  }

  /** One char a byte, so that any content comes out as it went in. */
  private static List<Content> parts(byte[] body, String boundary) {
    var text = "\n" + new String(body, StandardCharsets.ISO_8859_1);
    var parts = new ArrayList<Content>();
    for (var part : text.split("\\r?\\n--" + Pattern.quote(boundary))) {
      var halves = part.split("\\r?\\n\\r?\\n", 2);
      if (halves.length == 2) {
        var bytes = halves[1].getBytes(StandardCharsets.ISO_8859_1);
        boolean encoded = field(halves[0], "content-transfer-encoding").equals("base64");
        parts.add(
            new Content(
                field(halves[0], "content-type"),
                encoded ? Base64.getMimeDecoder().decode(bytes) : bytes));
      }
    }
    return parts;
  }

  private static String field(String head, String name) {
    var line = Pattern.compile("(?im)^" + name + ": *(.*?)\\s*$").matcher(head);
    return line.find() ? line.group(1) : "";
  }

  private static JsonNode json(byte[] body) {
    try {
      return body.length == 0 ? VendorHttp.JSON.createObjectNode() : VendorHttp.JSON.readTree(body);
    } catch (JacksonException unreadable) {
      throw SimulatedErrors.invalid("Invalid JSON payload received.");
    }
  }

  /** The address of the rest is absolute, as this call reached us. */
  private SimulatedResponse begin(SimulatedCall call) {
    var request = call.request();
    var id = "upload" + ++made;
    var type = header(request, "x-upload-content-type");
    begun.put(
        id, new Begun(request.method(), json(request.body()), new Content(type, new byte[0])));
    var place = new StringBuilder(request.path()).append('?');
    request
        .query()
        .forEach(
            (name, given) -> place.append(name).append('=').append(given.getFirst()).append('&'));
    var host = request.headers().getOrDefault("host", "localhost");
    return new SimulatedResponse(
        200,
        Map.of(
            "Location",
            request.scheme() + "://" + host + "/google-workspace" + place + UPLOAD_ID + "=" + id,
            "X-GUploader-UploadID",
            id),
        new byte[0]);
  }

  /** A piece, which continues what is there, or the question how much that is. */
  private SimulatedResponse resumed(SimulatedCall call, Target target) {
    var request = call.request();
    var id = request.param(UPLOAD_ID).orElse("");
    var known = begun.get(id);
    if (known == null || !request.method().equals("PUT")) {
      throw SimulatedErrors.missing();
    }
    var range = RANGE.matcher(request.headers().getOrDefault("content-range", ""));
    boolean ranged = range.matches();
    int there = known.soFar().bytes().length;
    if (ranged && range.group(1) != null && Integer.parseInt(range.group(1)) != there) {
      throw SimulatedErrors.invalid("Invalid range.");
    }
    var all = new byte[there + request.body().length];
    System.arraycopy(known.soFar().bytes(), 0, all, 0, there);
    System.arraycopy(request.body(), 0, all, there, request.body().length);
    var whole =
        new Begun(known.method(), known.description(), new Content(known.soFar().type(), all));
    if (ranged && !range.group(3).equals(Integer.toString(all.length))) {
      begun.put(id, whole);
      return new SimulatedResponse(
          308,
          all.length == 0 ? Map.of() : Map.of("Range", "bytes=0-" + (all.length - 1)),
          new byte[0]);
    }
    begun.remove(id);
    var first =
        new SimulatedRequest(
            known.method(), request.path(), request.query(), request.headers(), request.body());
    return target.take(
        new SimulatedCall(first, call.rest(), call.caller(), call.misbehaviours()),
        whole.description(),
        whole.soFar());
  }
}
