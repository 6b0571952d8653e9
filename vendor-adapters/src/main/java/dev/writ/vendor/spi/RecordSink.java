package dev.writ.vendor.spi;

import java.io.IOException;
import java.io.InputStream;

/** Takes what an export reads, piece by piece, so that a large one is never held in memory. */
@FunctionalInterface
public interface RecordSink {
  /**
   * Takes one record.
   *
   * @param kind the object's kind
   * @param json one JSON value without line breaks
   */
  void accept(String kind, String json);

  /**
   * Takes one file of any size, read to its end before this returns.
   *
   * @param kind the object's kind
   * @param name the vendor's name of it; may hold anything, and is personal data
   * @param mediaType as the vendor declares it, e.g. {@code application/zip}
   * @param content closed by the caller
   * @throws IOException when the content cannot be read to its end; nothing of it is kept
   */
  default void file(String kind, String name, String mediaType, InputStream content)
      throws IOException {
    throw new UnsupportedOperationException("this sink takes records only");
  }
}
