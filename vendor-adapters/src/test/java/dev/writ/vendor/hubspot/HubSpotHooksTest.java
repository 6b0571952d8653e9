package dev.writ.vendor.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.VendorHooks;
import dev.writ.vendor.spi.VendorHooks.Call;
import dev.writ.vendor.spi.VendorHooks.Event;
import dev.writ.vendor.spi.VendorHooks.Genuine;
import dev.writ.vendor.spi.VendorHooks.Reason;
import dev.writ.vendor.spi.VendorHooks.Refused;
import dev.writ.vendor.spi.VendorHooks.Verdict;
import dev.writ.vendor.spi.VendorObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HubSpot's webhooks; the vector was computed apart from this code, by the documented rule. */
class HubSpotHooksTest {
  private static final String SECRET = "whsec-test-0123456789abcdef";
  private static final URI URL =
      URI.create("https://dsr.example.test/webhooks/hubspot?tenant=a%3Ab%2Fc");
  private static final String SENT = "1795464001000";
  private static final Instant NOW = Instant.ofEpochMilli(1795464001000L).plusSeconds(2);
  private static final String BODY =
      """
      [{"eventId":3816279340,"subscriptionId":25,"portalId":33,"appId":1160452,\
      "occurredAt":1795464000000,"subscriptionType":"contact.privacyDeletion",\
      "attemptNumber":0,"objectId":1246965}]""";
  private static final String VECTOR = "VL3f6BMQtbBIVG5EGk2STy3v+OnqWH/B9dQN+Jnmgd8=";

  private final VendorHooks hooks = new HubSpotAdapter().hooks().orElseThrow();

  private static Map<String, Secret> credentials(String secret) {
    return Map.of("accessToken", new Secret("token"), "clientSecret", new Secret(secret));
  }

  private static Call call(String url, String body, String sent, String signature) {
    return new Call(
        "POST",
        URI.create(url),
        Map.of("x-hubspot-signature-v3", signature, "x-hubspot-request-timestamp", sent),
        body.getBytes(UTF_8));
  }

  private static Call vector() {
    return call(URL.toString(), BODY, SENT, VECTOR);
  }

  /** As HubSpot signs: what is tried here is what comes after the signature. */
  private static Call signed(String url, String body, String sent) {
    return call(url, body, sent, HubSpotSignature.of(SECRET, call(url, body, sent, ""), sent));
  }

  private Verdict judge(Call call, Instant now) {
    return hooks.judge(credentials(SECRET), call, now);
  }

  private Verdict judge(String body) {
    return judge(signed(URL.toString(), body, SENT), NOW);
  }

  private List<Event> events(String body) {
    return ((Genuine) judge(body)).events();
  }

  private void assertRefused(Verdict verdict, Reason reason) {
    assertThat(verdict).isEqualTo(new Refused(reason));
  }

  private static String event(String changes) {
    return BODY.replace("}]", "," + changes + "}]");
  }

  // --- the signature

  @Test
  void the_vector_of_the_documented_rule_is_genuine() {
    var verdict = judge(vector(), NOW);
    assertThat(verdict).isInstanceOf(Genuine.class);
    assertThat(((Genuine) verdict).events())
        .singleElement()
        .extracting(Event::about)
        .isEqualTo(new VendorObject("contact", "1246965"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vL3f6BMQtbBIVG5EGk2STy3v+OnqWH/B9dQN+Jnmgd8=",
        "VL3f6BMQtbBIVG5EGk2STy3v+OnqWH/B9dQN+Jnmgd8",
        "VL3f6BMQtbBIVG5EGk2STy3v+OnqWH/B9dQN+Jnmgd8= ",
        "",
        "232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de"
      })
  void another_signature_is_forged(String signature) {
    assertRefused(judge(call(URL.toString(), BODY, SENT, signature), NOW), Reason.FORGED);
  }

  @Test
  void one_changed_piece_of_what_was_signed_is_forged() {
    var url = URL.toString();
    assertRefused(judge(call(url + "d", BODY, SENT, VECTOR), NOW), Reason.FORGED);
    assertRefused(
        judge(call(url, BODY.replace("1246965", "1246966"), SENT, VECTOR), NOW), Reason.FORGED);
    assertRefused(judge(call(url, BODY, "1795464001001", VECTOR), NOW), Reason.FORGED);
    var put = new Call("PUT", URL, vector().headers(), vector().body());
    assertRefused(judge(put, NOW), Reason.FORGED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-hubspot-signature-v3", "x-hubspot-request-timestamp"})
  void a_call_without_one_of_the_headers_is_forged(String missing) {
    var headers = new HashMap<>(vector().headers());
    headers.remove(missing);
    assertRefused(judge(new Call("POST", URL, headers, BODY.getBytes(UTF_8)), NOW), Reason.FORGED);
  }

  @Test
  void an_older_signature_alone_does_not_do() {
    var headers =
        Map.of(
            "x-hubspot-signature",
            VECTOR,
            "x-hubspot-signature-version",
            "v1",
            "x-hubspot-request-timestamp",
            SENT);
    assertRefused(judge(new Call("POST", URL, headers, BODY.getBytes(UTF_8)), NOW), Reason.FORGED);
  }

  @Test
  void a_connection_without_the_clients_secret_trusts_nobody() {
    var without = Map.of("accessToken", new Secret("token"));
    assertRefused(hooks.judge(without, vector(), NOW), Reason.FORGED);
    assertRefused(hooks.judge(credentials(" "), vector(), NOW), Reason.FORGED);
    assertRefused(hooks.judge(credentials("another"), vector(), NOW), Reason.FORGED);
  }

  /** The signatures were computed apart from this code, over the decoded address. */
  @ParameterizedTest
  @CsvSource({
    "https://dsr.example.test/h?q=%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B, st4qkjyClAGWqqeZoVwMhWqqmQGZOnKrKqLXqc25SzE=",
    "https://dsr.example.test/h?q=%20%26%3D%2B%25%23%3a, fpXJiPlX7o7cLkZucT7UeCwtSQc+jdugAQ8LSOVzSJ8=",
    "https://dsr.example.test/h?q=%253A, wtlPHQ0Qa+qMONwQADSLrX6Oswm9Dr0hHVsoVT1CBhg="
  })
  void only_the_documented_escapes_are_decoded_and_only_once(String url, String signature) {
    assertThat(judge(call(url, BODY, SENT, signature), NOW)).isInstanceOf(Genuine.class);
  }

  @Test
  void the_body_is_signed_byte_by_byte() {
    var body = "[{\"subscriptionType\":\"contact.creation\",\"name\":\"\u00e4\ud83d\ude00\"}]";
    assertThat(
            judge(
                call(URL.toString(), body, SENT, "t2mCVKIM7POIllJewFGzCrOfL5OYHAnEnHOqHHd9hgo="),
                NOW))
        .isInstanceOf(Genuine.class);
  }

  // --- its age

  @ParameterizedTest
  @CsvSource({"0,true", "300000,true", "300001,false", "86400000,false", "-60000,true"})
  void a_call_older_than_five_minutes_is_stale(long age, boolean fresh) {
    var now = Instant.ofEpochMilli(Long.parseLong(SENT)).plus(Duration.ofMillis(age));
    var verdict = judge(vector(), now);
    if (fresh) {
      assertThat(verdict).isInstanceOf(Genuine.class);
    } else {
      assertRefused(verdict, Reason.STALE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1795464001.5", "99999999999999999999"})
  void a_time_that_is_none_is_malformed(String sent) {
    assertRefused(judge(signed(URL.toString(), BODY, sent), NOW), Reason.MALFORMED);
  }

  // --- the events

  @ParameterizedTest
  @CsvSource({
    "contact.privacyDeletion,contact",
    "contact.deletion,contact",
    "conversation.privacyDeletion,thread"
  })
  void each_deletion_is_about_an_object_of_its_kind_under_either_name_of_the_field(
      String type, String kind) {
    var body = BODY.replace("contact.privacyDeletion", type);
    var expected = new VendorObject(kind, "1246965");
    assertThat(events(body)).extracting(Event::about).containsExactly(expected);
    assertThat(events(body.replace("subscriptionType", "eventType"))).isEqualTo(events(body));
    assertThat(new HubSpotAdapter().accepts(expected)).isTrue();
  }

  @Test
  void events_come_in_hubspots_order_and_those_of_other_subscriptions_are_left_out() {
    var one = BODY.substring(1, BODY.length() - 1);
    var other = one.replace("contact.privacyDeletion", "contact.deletion");
    var strange = one.replace("contact.privacyDeletion", "deal.creation");
    assertThat(events("[" + other + "," + strange + ",{}," + one + "," + other + "]"))
        .extracting(event -> event.id().substring(0, event.id().indexOf('/')))
        .containsExactly("contact.deletion", "contact.privacyDeletion");
    assertThat(events("[]")).isEmpty();
  }

  @Test
  void a_repeated_delivery_is_the_same_event() {
    assertThat(events(BODY.replace("\"attemptNumber\":0", "\"attemptNumber\":7")))
        .isEqualTo(events(BODY));
    assertThat(events(event("\"changeSource\":\"CRM_UI\",\"changeFlag\":\"DELETED\"")))
        .isEqualTo(events(BODY));
  }

  @ParameterizedTest
  @CsvSource({
    "3816279340,3816279341",
    "1795464000000,1795464000001",
    "1246965,1246966",
    "contact.privacyDeletion,contact.deletion",
    "contact.privacyDeletion,conversation.privacyDeletion",
    "\"portalId\":33,\"portalId\":34",
    "\"subscriptionId\":25,\"subscriptionId\":26"
  })
  void two_events_are_not_the_same_although_they_share_the_rest(String was, String is) {
    assertThat(events(BODY.replace(was, is)).getFirst().id())
        .isNotEqualTo(events(BODY).getFirst().id())
        .hasSizeLessThanOrEqualTo(512);
  }

  @ParameterizedTest
  @ValueSource(strings = {"portalId", "appId", "subscriptionId", "attemptNumber"})
  void what_does_not_make_an_event_may_be_missing(String field) {
    assertThat(events(BODY.replace("\"" + field + "\"", "\"other\""))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"eventId", "occurredAt", "objectId"})
  void what_makes_an_event_may_not(String field) {
    assertRefused(judge(BODY.replace("\"" + field + "\"", "\"other\"")), Reason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "{\"eventId\":1}",
        "[1]",
        "[null]",
        "\"[]\"",
        "[{\"subscriptionType\":\"contact.deletion\",\"eventId\":1,\"occurredAt\":2,\"objectId\":\"../3\"}]",
        "[{\"subscriptionType\":\"contact.deletion\",\"eventId\":1,\"occurredAt\":2,\"objectId\":{}}]",
        "[{\"subscriptionType\":\"contact.deletion\",\"eventId\":\"a/b\",\"occurredAt\":2,\"objectId\":3}]"
      })
  void a_body_hubspot_does_not_send_is_malformed(String body) {
    assertRefused(judge(body), Reason.MALFORMED);
  }

  @Test
  void nothing_of_a_call_is_shown() {
    var verdict = judge(vector(), NOW);
    assertThat(verdict.toString()).doesNotContain("1246965", "3816279340");
    assertThat(vector().toString()).doesNotContain("1246965", SENT, VECTOR);
  }
}
