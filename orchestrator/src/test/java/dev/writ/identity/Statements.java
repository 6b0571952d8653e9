package dev.writ.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.evidence.EvidenceLog;
import dev.writ.request.AwaitingIdentity;
import dev.writ.web.RunningWrit;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What an answer that leads nowhere asks the record of challenges, in order. */
final class Statements {
  private final List<String> seen = new ArrayList<>();
  private final ChallengeAnswers challenges =
      new ChallengeAnswers(
          new ChallengeRecord(listening(RunningWrit.bean(JdbcClient.class))),
          RunningWrit.bean(IdentityRecord.class),
          RunningWrit.bean(Establishing.class),
          RunningWrit.bean(AwaitingIdentity.class),
          RunningWrit.bean(EvidenceLog.class),
          RunningWrit.bean(ChallengeSecrets.class),
          RunningWrit.bean(Clock.class));

  List<String> of(String word, String code) {
    RunningWrit.bean(TransactionTemplate.class)
        .executeWithoutResult(
            tx ->
                assertThat(challenges.answer(word, code)).isEqualTo(ChallengeAnswers.Answer.GONE));
    return seen;
  }

  private JdbcClient listening(JdbcClient sql) {
    return (JdbcClient)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {JdbcClient.class},
            (proxy, method, arguments) -> {
              seen.add(String.valueOf(arguments[0]));
              try {
                return method.invoke(sql, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }
}
