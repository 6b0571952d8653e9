package dev.writ.vendor.spi;

import feign.FeignException;
import feign.InvocationHandlerFactory.MethodHandler;
import feign.RequestInterceptor;
import feign.RequestLine;
import feign.RetryableException;
import feign.Target;
import feign.codec.DecodeException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Stands before every Feign call of one connection. */
final class GuardedCall implements InvocationHandler {
  private final Target<?> target;
  private final Map<Method, MethodHandler> calls;
  private final Admission admission;
  private final Patience patience;
  private final RequestInterceptor auth;

  GuardedCall(
      Target<?> target,
      Map<Method, MethodHandler> calls,
      VendorConnection connection,
      RequestInterceptor auth) {
    this.auth = auth;
    this.target = target;
    this.calls = calls;
    this.admission = connection.admission();
    this.patience = connection.patience();
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    var call = calls.get(method);
    if (call == null) {
      return method.invoke(target, arguments); // Object's own
    }
    boolean renewed = false;
    int tries = reads(method) ? patience.tries() : 1;
    int pleas = patience.pleas(); // what was turned away has not acted, whatever it was
    var wait = patience.first();
    while (true) {
      if (auth instanceof Authorization worn) {
        worn.prepare(); // repeated within its own patience, and counted by its own call
      }
      try {
        return once(call, arguments);
      } catch (VendorFailure failure) {
        if (!renewed && failure.status() == 401 && auth instanceof Authorization worn) {
          renewed = true;
          if (worn.renew()) {
            continue; // what was refused for its token has not acted, whatever it was
          }
        }
        var pause = failure.retryAfter().orElse(wait);
        boolean last =
            failure.kind() == VendorFailure.Kind.RATE_LIMITED ? --pleas < 1 : --tries < 1;
        if (last || !failure.kind().retryable() || pause.compareTo(patience.longest()) > 0) {
          throw failure;
        }
        sleep(pause, failure);
        wait = min(wait.multipliedBy(2), patience.longest());
      }
    }
  }

  private @Nullable Object once(MethodHandler call, Object @Nullable [] arguments)
      throws Throwable {
    admission.enter();
    try {
      var answer = call.invoke(arguments == null ? new Object[0] : arguments);
      admission.leave(null);
      return answer;
    } catch (Exception thrown) {
      var failure = failure(thrown);
      if (failure == null) {
        admission.leave(new VendorFailure(VendorFailure.Kind.MALFORMED_RESPONSE, 0));
        throw thrown;
      }
      admission.leave(failure);
      throw failure;
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static boolean reads(Method method) {
    return method.isAnnotationPresent(ReadOnly.class)
        || method.getAnnotation(RequestLine.class).value().startsWith("GET ");
  }

  /** Null for what is a bug of ours. */
  private static @Nullable VendorFailure failure(Throwable thrown) {
    return switch (thrown) {
      case VendorFailure known -> known;
      case RetryableException lost -> new VendorFailure(VendorFailure.Kind.UNAVAILABLE, 0);
      case DecodeException unreadable ->
          unreadable.getCause() instanceof VendorFailure known
              ? known
              : new VendorFailure(VendorFailure.Kind.MALFORMED_RESPONSE, unreadable.status());
      case FeignException other -> new VendorFailure(VendorFailure.Kind.MALFORMED_RESPONSE, 0);
      case JacksonException other -> new VendorFailure(VendorFailure.Kind.MALFORMED_RESPONSE, 0);
      default -> null;
    };
  }

  private static void sleep(Duration pause, VendorFailure failure) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }
}
