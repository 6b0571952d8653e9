package dev.writ.vendor.sandbox;

import java.util.function.Consumer;

/**
 * What the simulators were asked to change, in order: the memory of a sandbox that is killed and
 * started again. Safe for concurrent calls.
 */
public interface SandboxJournal extends AutoCloseable {

  /** Adds a record that outlives this process from here on, also under {@code kill -9}. */
  void append(byte[] entry);

  /** Hands over every record, the oldest first. */
  void replay(Consumer<byte[]> each);

  /** Forgets all records. */
  void clear();

  @Override
  void close();

  /** Remembers nothing: each start begins with what is planted. */
  static SandboxJournal none() {
    return new SandboxJournal() {
      @Override
      public void append(byte[] entry) {}

      @Override
      public void replay(Consumer<byte[]> each) {}

      @Override
      public void clear() {}

      @Override
      public void close() {}
    };
  }
}
