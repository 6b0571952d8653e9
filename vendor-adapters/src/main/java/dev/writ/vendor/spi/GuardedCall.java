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
    var family = family(method);
    boolean renewed = false;
    var tries = new Tries(patience, reads(method));
    while (true) {
      if (auth instanceof Authorization worn) {
        worn.prepare(); // repeated within its own patience, and counted by its own call
      }
      try {
        return once(call, arguments, family);
      } catch (VendorFailure failure) {
        if (!renewed && failure.status() == 401 && auth instanceof Authorization worn) {
          renewed = true;
          if (worn.renew()) {
            continue; // what was refused for its token has not acted, whatever it was
          }
        }
        tries.waitOut(failure);
      }
    }
  }

  /** Empty for a call of none. */
  private static String family(Method method) {
    var own = method.getAnnotation(Paced.class);
    var paced = own != null ? own : method.getDeclaringClass().getAnnotation(Paced.class);
    return paced == null ? "" : paced.value();
  }

  private @Nullable Object once(MethodHandler call, Object @Nullable [] arguments, String family)
      throws Throwable {
    admission.enter(family);
    try {
      var answer = call.invoke(arguments == null ? new Object[0] : arguments);
      admission.leave(family, null);
      return answer;
    } catch (Exception thrown) {
      var failure = failure(thrown);
      if (failure == null) {
        admission.leave(family, new VendorFailure(VendorFailure.Kind.MALFORMED_RESPONSE, 0));
        throw thrown;
      }
      admission.leave(family, failure);
      throw failure;
    }
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
}
