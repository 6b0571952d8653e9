package dev.writ.vendor.googleworkspace;

import feign.Headers;
import feign.Param;
import feign.RequestLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Reports API: what administrators changed, of the last 180 days. */
@Headers("Accept: application/json")
interface ReportsApi {
  @RequestLine(
      "GET /admin/reports/v1/activity/users/all/applications/admin"
          + "?eventName={event}&startTime={from}&maxResults=1000&pageToken={page}")
  Activities changes(
      @Param("event") String event,
      @Param("from") String from,
      @Param("page") @Nullable String page);

  /** One page; items are missing when there is none. */
  record Activities(
      @Nullable String kind, @Nullable List<Activity> items, @Nullable String nextPageToken) {}

  /** What one administrator did at once. */
  record Activity(@Nullable ActivityId id, @Nullable List<Event> events) {}

  /** When it was. */
  record ActivityId(@Nullable String time) {}

  /** One change. */
  record Event(@Nullable String name, @Nullable List<Parameter> parameters) {}

  /** One of what is said about it. */
  record Parameter(@Nullable String name, @Nullable String value) {}
}
