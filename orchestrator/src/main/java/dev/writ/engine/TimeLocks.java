package dev.writ.engine;

import io.temporal.testing.TestWorkflowEnvironment;
import java.lang.reflect.Field;
import java.util.LinkedList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The in-process engine notes each lock and release of its clock, for its diagnostics alone. It
 * never forgets one and goes through all of them from the first at each step, so it would slow down
 * with everything it has ever done. Here the list is exchanged for one that keeps nothing.
 */
final class TimeLocks {
  private static final Logger LOG = LoggerFactory.getLogger(TimeLocks.class);

  private TimeLocks() {}

  /**
   * Before the engine is used; one built otherwise than this knows is left as it is, with a
   * warning.
   */
  static void forget(TestWorkflowEnvironment engine) {
    try {
      var timer = timer(engine);
      field(timer, "lockEvents").set(timer, new Nothing());
    } catch (ReflectiveOperationException | RuntimeException unknown) {
      LOG.warn(
          "the in-process engine is built otherwise than expected ({}): it slows down with use",
          unknown.getClass().getSimpleName());
    }
  }

  private static Object timer(TestWorkflowEnvironment engine) throws ReflectiveOperationException {
    var server = held(engine, "inProcessServer");
    return held(held(server, "testServicesStarter"), "selfAdvancingTimer");
  }

  /** What is noted by now. */
  static List<?> notes(TestWorkflowEnvironment engine) throws ReflectiveOperationException {
    return (List<?>) held(timer(engine), "lockEvents");
  }

  private static Object held(Object owner, String name) throws ReflectiveOperationException {
    return field(owner, name).get(owner);
  }

  private static Field field(Object owner, String name) throws ReflectiveOperationException {
    var found = owner.getClass().getDeclaredField(name);
    found.setAccessible(true);
    return found;
  }

  /** Takes and gives back whatever one likes, and holds nothing. */
  @SuppressWarnings("JdkObsolete") // the library's field is of this type
  private static final class Nothing extends LinkedList<Object> {
    private static final long serialVersionUID = 1;

    @Override
    public boolean add(Object note) {
      return true;
    }

    @Override
    public boolean remove(Object note) {
      return true;
    }
  }
}
