package dev.writ.offboarding;

import dev.writ.vendor.spi.VendorFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls about several things at once; the connection's gate still paces every one of them. */
final class Abreast {
  private Abreast() {}

  /**
   * What became of each, in their order. After the first failure that is not about one thing alone
   * no further call begins.
   */
  record Outcome<R>(List<R> results, @Nullable VendorFailure failure) {}

  /**
   * Asks about each thing.
   *
   * @param ask may throw a {@link VendorFailure}, which ends the round
   * @param unasked the result for what was not asked about, or whose call failed
   */
  static <T, R> Outcome<R> each(
      List<T> things, int atOnce, Function<T, R> ask, Function<T, R> unasked) {
    var room = new Semaphore(atOnce);
    var failed = new AtomicReference<@Nullable VendorFailure>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<java.util.concurrent.Future<R>>();
      for (var thing : things) {
        answers.add(threads.submit(once(thing, room, failed, ask, unasked)));
      }
      var results = new ArrayList<R>();
      for (var answer : answers) {
        results.add(answer.get());
      }
      return new Outcome<>(results, failed.get());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped", stopped);
    } catch (ExecutionException broken) {
      throw broken.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(broken.getCause());
    }
  }

  private static <T, R> Callable<R> once(
      T thing,
      Semaphore room,
      AtomicReference<@Nullable VendorFailure> failed,
      Function<T, R> ask,
      Function<T, R> unasked) {
    return () -> {
      room.acquire();
      try {
        return failed.get() == null ? ask.apply(thing) : unasked.apply(thing);
      } catch (VendorFailure failure) {
        failed.compareAndSet(null, failure);
        return unasked.apply(thing);
      } finally {
        room.release();
      }
    };
  }
}
