package dev.writ.letter;

import dev.writ.lifecycle.LetterState;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which letters are listed; what is null does not matter. */
record LetterFilter(
    @Nullable LetterState state, @Nullable LetterKind kind, @Nullable UUID request) {

  void write(List<String> where, List<Object> params) {
    if (state != null) {
      where.add("l.state = ?");
      params.add(state.name());
    }
    if (kind != null) {
      where.add("l.kind = ?");
      params.add(kind.name());
    }
    if (request != null) {
      where.add("l.request_id = ?");
      params.add(request);
    }
  }
}
