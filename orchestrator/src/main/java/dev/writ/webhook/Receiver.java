package dev.writ.webhook;

import dev.writ.connection.Egress;
import dev.writ.settings.WritSettings;
import dev.writ.web.Problem;
import dev.writ.webhook.Delivery.Failure;
import dev.writ.webhook.DeliveryRecord.Attempt;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The way to receivers. Where calls may go is judged before every portion, since a name can come to
 * lead elsewhere; redirects are not followed, answers have to come in time, and what they say is
 * thrown away.
 */
@Component
class Receiver {
  private static final Duration LONGEST_TO_CONNECT = Duration.ofSeconds(10);
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(LONGEST_TO_CONNECT)
          .build();
  private final Clock clock;
  private final Duration timeout;

  Receiver(Clock clock, WritSettings settings) {
    this.clock = clock;
    this.timeout = settings.webhooks().timeout();
  }

  /** Sends all of them at once; the answers in the same order, within the time a receiver has. */
  List<Answer> send(URI url, List<Secret> secrets, List<Attempt> attempts) {
    try {
      if (!Egress.check(url, "")) {
        return none(attempts, Failure.UNREACHABLE);
      }
    } catch (Problem refused) {
      return none(attempts, Failure.EGRESS);
    }
    long until = System.nanoTime() + timeout.toNanos();
    var calls =
        attempts.stream()
            .map(attempt -> http.sendAsync(call(url, secrets, attempt), BodyHandlers.discarding()))
            .toList();
    return calls.stream().map(call -> answer(call, until)).toList();
  }

  private static List<Answer> none(List<Attempt> attempts, Failure failure) {
    return attempts.stream().<Answer>map(attempt -> new Answer.None(failure)).toList();
  }

  private HttpRequest call(URI url, List<Secret> secrets, Attempt attempt) {
    var now = clock.instant();
    var signatures =
        secrets.stream()
            .map(secret -> secret.sign(attempt.event(), now, attempt.body()))
            .collect(Collectors.joining(" "));
    return HttpRequest.newBuilder(url)
        .timeout(timeout)
        .header("Content-Type", "application/json")
        .header("User-Agent", "Writ")
        .header("webhook-id", attempt.event().toString())
        .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
        .header("webhook-signature", signatures)
        .POST(BodyPublishers.ofString(attempt.body()))
        .build();
  }

  /** An answer that begins in time and never ends is none either. */
  private Answer answer(CompletableFuture<HttpResponse<Void>> call, long until) {
    try {
      return read(call.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS));
    } catch (TimeoutException late) {
      call.cancel(true);
      return new Answer.None(Failure.TIMEOUT);
    } catch (ExecutionException broken) {
      if (broken.getCause() instanceof HttpTimeoutException) {
        return new Answer.None(Failure.TIMEOUT);
      }
      // The client's word for an address that nothing can be sent to.
      if (broken.getCause() instanceof IOException
          || broken.getCause() instanceof IllegalArgumentException) {
        return new Answer.None(Failure.UNREACHABLE);
      }
      throw new IllegalStateException("a receiver could not be called");
    } catch (InterruptedException stopping) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      return new Answer.None(Failure.UNREACHABLE);
    }
  }

  private Answer read(HttpResponse<Void> answer) {
    int status = answer.statusCode();
    return status >= 200 && status < 300
        ? new Answer.Taken(status)
        : new Answer.Refused(
            status,
            answer
                .headers()
                .firstValue("Retry-After")
                .flatMap(text -> RetryAfter.read(text, clock)));
  }
}
