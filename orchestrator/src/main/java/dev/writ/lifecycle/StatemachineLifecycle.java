package dev.writ.lifecycle;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.StateMachineEventResult.ResultType;
import org.springframework.statemachine.config.StateMachineBuilder;
import org.springframework.statemachine.support.DefaultStateMachineContext;
import reactor.core.publisher.Mono;

/**
 * Spring Statemachine, configured by looping over a table; one machine, restored to the asked state
 * for each move. What it answered once is remembered: the table never changes.
 */
final class StatemachineLifecycle<S extends Enum<S>, E extends Enum<E>> implements Lifecycle<S, E> {
  private final StateMachine<S, E> machine;
  private final Map<Asked<S, E>, Optional<S>> answers = new ConcurrentHashMap<>();

  private record Asked<S, E>(S from, E event) {}

  StatemachineLifecycle(S initial, Class<S> states, List<Move<S, E>> table) {
    try {
      var builder = StateMachineBuilder.<S, E>builder();
      builder.configureStates().withStates().initial(initial).states(EnumSet.allOf(states));
      var transitions = builder.configureTransitions();
      for (var move : table) {
        transitions.withExternal().source(move.from()).target(move.to()).event(move.event());
      }
      machine = builder.build();
    } catch (Exception e) {
      throw new IllegalStateException(
          "the table of " + states.getSimpleName() + " is not a state machine", e);
    }
  }

  @Override
  public S require(S from, E event) {
    return answers
        .computeIfAbsent(new Asked<>(from, event), this::ask)
        .orElseThrow(() -> new IllegalMove(from, event));
  }

  private synchronized Optional<S> ask(Asked<S, E> asked) {
    machine.stopReactively().block();
    machine
        .getStateMachineAccessor()
        .doWithAllRegions(
            region ->
                region
                    .resetStateMachineReactively(
                        new DefaultStateMachineContext<>(asked.from(), null, null, null))
                    .block());
    machine.startReactively().block();
    var result =
        machine
            .sendEvent(Mono.just(MessageBuilder.withPayload(asked.event()).build()))
            .blockFirst();
    return result != null && result.getResultType() == ResultType.ACCEPTED
        ? Optional.of(machine.getState().getId())
        : Optional.empty();
  }
}
