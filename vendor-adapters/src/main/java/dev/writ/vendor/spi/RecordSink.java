package dev.writ.vendor.spi;

/** Takes exported records one by one, so that a large export is never held in memory. */
@FunctionalInterface
public interface RecordSink {

  /**
   * Takes one record.
   *
   * @param kind the object's kind
   * @param json one JSON value without line breaks
   */
  void accept(String kind, String json);
}
