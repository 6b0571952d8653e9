package dev.writ.leg;

import java.util.function.BooleanSupplier;

/** The sign of life of one attempt; the engine beats it by itself, with the count last told. */
public interface Pulse {

  /**
   * Starts beating.
   *
   * @param alive asked at each beat; when it says no, the attempt is over
   */
  void start(BooleanSupplier alive);

  /**
   * Tells the count, and stops the attempt when it is over.
   *
   * @throws RuntimeException when the engine or the lease has given the attempt up
   */
  void beat(int objects);
}
