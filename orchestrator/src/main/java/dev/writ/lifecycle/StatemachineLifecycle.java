package dev.writ.lifecycle;

import java.util.EnumSet;
import java.util.List;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.StateMachineEventResult.ResultType;
import org.springframework.statemachine.config.StateMachineBuilder;
import org.springframework.statemachine.support.DefaultStateMachineContext;
import reactor.core.publisher.Mono;

/**
 * Spring Statemachine, configured by looping over a table; one machine, restored to the asked state
 * for each move.
 */
final class StatemachineLifecycle<S extends Enum<S>, E extends Enum<E>> implements Lifecycle<S, E> {
  private final StateMachine<S, E> machine;

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
  public synchronized S require(S from, E event) {
    machine.stopReactively().block();
    machine
        .getStateMachineAccessor()
        .doWithAllRegions(
            region ->
                region
                    .resetStateMachineReactively(
                        new DefaultStateMachineContext<>(from, null, null, null))
                    .block());
    machine.startReactively().block();
    var result =
        machine.sendEvent(Mono.just(MessageBuilder.withPayload(event).build())).blockFirst();
    if (result == null || result.getResultType() != ResultType.ACCEPTED) {
      throw new IllegalMove(from, event);
    }
    return machine.getState().getId();
  }
}
