package dev.writ.clock;

/** The events in the words of record and API. */
enum ClockEventKind {
  RECEIVED,
  RECEIPT_CORRECTED,
  ACKNOWLEDGED,
  VERIFIED,
  PAUSED,
  RESUMED,
  EXTENDED,
  NOTICE_RETURNED;

  static ClockEventKind of(ClockEvent event) {
    return switch (event) {
      case ClockEvent.Received e -> RECEIVED;
      case ClockEvent.ReceiptCorrected e -> RECEIPT_CORRECTED;
      case ClockEvent.Acknowledged e -> ACKNOWLEDGED;
      case ClockEvent.Verified e -> VERIFIED;
      case ClockEvent.Paused e -> PAUSED;
      case ClockEvent.Resumed e -> RESUMED;
      case ClockEvent.Extended e -> EXTENDED;
      case ClockEvent.NoticeReturned e -> NOTICE_RETURNED;
    };
  }

  /** What the evidence says. */
  String word() {
    return switch (this) {
      case RECEIVED, RECEIPT_CORRECTED -> name();
      case ACKNOWLEDGED -> "RECEIPT_ACKNOWLEDGED";
      case VERIFIED -> "CLOCK_VERIFIED";
      case PAUSED -> "CLOCK_PAUSED";
      case RESUMED -> "CLOCK_RESUMED";
      case EXTENDED -> "CLOCK_EXTENDED";
      case NOTICE_RETURNED -> "CLOCK_NOTICE_RETURNED";
    };
  }
}
