package dev.writ.record;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The record of one request, 11 CCR §7101(b): date of request, nature of request, manner in which
 * it was made, date of response, nature of response, basis for the denial in whole or in part.
 *
 * @param seq its place among the requests of the same day
 * @param alsoUnder the laws it stands under besides its regime
 * @param manner null when nobody said
 * @param respondedOn null when it was not answered
 * @param basis codes of the rulebook, PERSONS_CHOICE, NOT_THE_PERSONS or NOT_RECORDED; empty when
 *     nothing was denied
 */
record RecordRow(
    UUID request,
    long seq,
    LocalDate receivedOn,
    String kind,
    String regime,
    List<String> alsoUnder,
    @Nullable String manner,
    @Nullable LocalDate respondedOn,
    Nature nature,
    List<String> basis) {
  RecordRow {
    alsoUnder = List.copyOf(alsoUnder);
    basis = List.copyOf(basis);
  }
}
