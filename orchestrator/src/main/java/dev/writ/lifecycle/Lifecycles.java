package dev.writ.lifecycle;

import static dev.writ.lifecycle.LegEvent.*;
import static dev.writ.lifecycle.LegState.*;
import static dev.writ.lifecycle.RequestEvent.*;
import static dev.writ.lifecycle.RequestState.*;

import java.util.List;

/** The tables. Nothing else in the house knows which move is legal. */
public final class Lifecycles {
  public static final List<Move<RequestState, RequestEvent>> REQUEST_MOVES =
      List.of(
          new Move<>(RECEIVED, ASK_IDENTITY, VERIFYING_IDENTITY),
          new Move<>(RECEIVED, MARK_DUPLICATE, DUPLICATE),
          new Move<>(RECEIVED, WITHDRAW, WITHDRAWN),
          new Move<>(VERIFYING_IDENTITY, IDENTIFIED, PLANNING),
          new Move<>(VERIFYING_IDENTITY, MARK_DUPLICATE, DUPLICATE),
          new Move<>(VERIFYING_IDENTITY, IDENTITY_EXPIRED, VERIFICATION_EXPIRED),
          new Move<>(VERIFYING_IDENTITY, DENY, DENIED),
          new Move<>(VERIFYING_IDENTITY, WITHDRAW, WITHDRAWN),
          new Move<>(PLANNING, PLAN_READY, AWAITING_APPROVAL),
          new Move<>(PLANNING, RequestEvent.NOTHING_FOUND, RESPONDED),
          new Move<>(PLANNING, DENY, DENIED),
          new Move<>(PLANNING, WITHDRAW, WITHDRAWN),
          new Move<>(AWAITING_APPROVAL, APPROVE, SCHEDULED),
          new Move<>(AWAITING_APPROVAL, DENY, DENIED),
          new Move<>(AWAITING_APPROVAL, WITHDRAW, WITHDRAWN),
          new Move<>(SCHEDULED, BEGIN, EXECUTING),
          new Move<>(SCHEDULED, DENY, DENIED),
          new Move<>(SCHEDULED, WITHDRAW, WITHDRAWN),
          new Move<>(EXECUTING, TROUBLE, NEEDS_ATTENTION),
          new Move<>(EXECUTING, RequestEvent.EXPORTED, AWAITING_RELEASE),
          new Move<>(EXECUTING, RESPOND, RESPONDED),
          new Move<>(EXECUTING, WITHDRAW, WITHDRAWING),
          new Move<>(NEEDS_ATTENTION, RESUME, EXECUTING),
          new Move<>(NEEDS_ATTENTION, WITHDRAW, WITHDRAWING),
          new Move<>(WITHDRAWING, WITHDRAW, WITHDRAWING),
          new Move<>(WITHDRAWING, WITHDRAWAL_DONE, WITHDRAWN),
          new Move<>(DUPLICATE, TAKE_UP, RECEIVED),
          new Move<>(DUPLICATE, DENY, DENIED),
          new Move<>(DUPLICATE, WITHDRAW, WITHDRAWN),
          new Move<>(AWAITING_RELEASE, RELEASE, RESPONDED),
          new Move<>(AWAITING_RELEASE, DENY, DENIED),
          new Move<>(AWAITING_RELEASE, WITHDRAW, WITHDRAWN),
          // Who is asking is looked at again before anything else.
          new Move<>(DENIED, RequestEvent.REOPEN, VERIFYING_IDENTITY),
          new Move<>(VERIFICATION_EXPIRED, RequestEvent.REOPEN, VERIFYING_IDENTITY),
          new Move<>(RESPONDED, MONITOR, MONITORING),
          new Move<>(MONITORING, RequestEvent.RESURFACE, EXECUTING),
          new Move<>(RESPONDED, HOLD_ENDED, EXECUTING),
          new Move<>(MONITORING, HOLD_ENDED, EXECUTING),
          new Move<>(MONITORING, CLOSE, CLOSED));

  public static final List<Move<LegState, LegEvent>> LEG_MOVES =
      List.of(
          new Move<>(PLANNED, LOCATE, LOCATING),
          new Move<>(PLANNED, CANCEL, CANCELLED),
          new Move<>(LOCATING, FOUND, LOCATED),
          new Move<>(LOCATING, FOUND_NOTHING, LegState.NOTHING_FOUND),
          new Move<>(LOCATING, BLOCK, BLOCKED),
          new Move<>(LOCATING, FAIL, FAILED),
          new Move<>(LOCATING, CANCEL, CANCELLED),
          new Move<>(LOCATED, SUBMIT, SUBMITTING),
          new Move<>(LOCATED, HOLD, HELD),
          new Move<>(LOCATED, CANCEL, CANCELLED),
          new Move<>(HELD, RELEASE_HOLD, LOCATED),
          new Move<>(HELD, CANCEL, CANCELLED),
          new Move<>(SUBMITTING, HOLD, HELD),
          new Move<>(VENDOR_PROCESSING, HOLD, HELD),
          new Move<>(CONFIRMED_BY_VENDOR, RELEASE_HOLD, SUBMITTING),
          new Move<>(VERIFIED_ABSENT, RELEASE_HOLD, SUBMITTING),
          new Move<>(UNVERIFIABLE, RELEASE_HOLD, SUBMITTING),
          new Move<>(SUBMITTING, LOSE_ANSWER, SUBMITTED_UNKNOWN),
          new Move<>(SUBMITTING, AWAIT_VENDOR, VENDOR_PROCESSING),
          new Move<>(SUBMITTING, OPEN_TASK, MANUAL_TASK),
          new Move<>(SUBMITTING, CONFIRM, CONFIRMED_BY_VENDOR),
          new Move<>(SUBMITTING, EXPORT, LegState.EXPORTED),
          new Move<>(SUBMITTING, BLOCK, BLOCKED),
          new Move<>(SUBMITTING, FAIL, FAILED),
          new Move<>(SUBMITTED_UNKNOWN, RECONCILE, SUBMITTING),
          new Move<>(VENDOR_PROCESSING, OPEN_TASK, MANUAL_TASK),
          new Move<>(VENDOR_PROCESSING, CONFIRM, CONFIRMED_BY_VENDOR),
          new Move<>(VENDOR_PROCESSING, EXPORT, LegState.EXPORTED),
          new Move<>(VENDOR_PROCESSING, BLOCK, BLOCKED),
          new Move<>(VENDOR_PROCESSING, FAIL, FAILED),
          new Move<>(MANUAL_TASK, TASKS_CLOSED, SUBMITTING),
          new Move<>(CONFIRMED_BY_VENDOR, SEE_ABSENT, VERIFIED_ABSENT),
          new Move<>(CONFIRMED_BY_VENDOR, SEE_PRESENT, STILL_PRESENT),
          new Move<>(CONFIRMED_BY_VENDOR, CANNOT_VERIFY, UNVERIFIABLE),
          new Move<>(CONFIRMED_BY_VENDOR, BLOCK, BLOCKED),
          new Move<>(CONFIRMED_BY_VENDOR, FAIL, FAILED),
          new Move<>(STILL_PRESENT, RETRY_SUBMIT, SUBMITTING),
          new Move<>(STILL_PRESENT, CANCEL, CANCELLED),
          new Move<>(VERIFIED_ABSENT, LegEvent.RESURFACE, RESURFACED),
          new Move<>(UNVERIFIABLE, LegEvent.RESURFACE, RESURFACED),
          new Move<>(UNVERIFIABLE, SEE_ABSENT, VERIFIED_ABSENT),
          new Move<>(RESURFACED, RETRY_SUBMIT, SUBMITTING),
          new Move<>(RESURFACED, CANCEL, CANCELLED),
          new Move<>(BLOCKED, RETRY_LOCATE, LOCATING),
          new Move<>(BLOCKED, RETRY_SUBMIT, SUBMITTING),
          new Move<>(BLOCKED, RETRY_VERIFY, CONFIRMED_BY_VENDOR),
          new Move<>(BLOCKED, CANCEL, CANCELLED),
          new Move<>(FAILED, RETRY_LOCATE, LOCATING),
          new Move<>(FAILED, RETRY_SUBMIT, SUBMITTING),
          new Move<>(FAILED, RETRY_VERIFY, CONFIRMED_BY_VENDOR),
          new Move<>(FAILED, CANCEL, CANCELLED),
          new Move<>(CANCELLED, LegEvent.REOPEN, PLANNED),
          new Move<>(LegState.NOTHING_FOUND, LegEvent.REOPEN, PLANNED));

  public static final List<Move<DrillState, DrillEvent>> DRILL_MOVES =
      List.of(
          new Move<>(DrillState.OPENED, DrillEvent.PLANT, DrillState.PLANTING),
          new Move<>(DrillState.OPENED, DrillEvent.GIVE_UP, DrillState.CLEANING),
          new Move<>(DrillState.OPENED, DrillEvent.STOP, DrillState.CLEANING),
          new Move<>(DrillState.PLANTING, DrillEvent.PLANTED, DrillState.FINDING),
          new Move<>(DrillState.PLANTING, DrillEvent.GIVE_UP, DrillState.CLEANING),
          new Move<>(DrillState.PLANTING, DrillEvent.STOP, DrillState.CLEANING),
          new Move<>(DrillState.FINDING, DrillEvent.FOUND, DrillState.ERASING),
          new Move<>(DrillState.FINDING, DrillEvent.GIVE_UP, DrillState.CLEANING),
          new Move<>(DrillState.FINDING, DrillEvent.STOP, DrillState.CLEANING),
          new Move<>(DrillState.ERASING, DrillEvent.ERASED, DrillState.WATCHING),
          new Move<>(DrillState.ERASING, DrillEvent.GIVE_UP, DrillState.CLEANING),
          new Move<>(DrillState.ERASING, DrillEvent.STOP, DrillState.CLEANING),
          new Move<>(DrillState.WATCHING, DrillEvent.STRAY_FOUND, DrillState.ERASING),
          new Move<>(DrillState.WATCHING, DrillEvent.WATCHED, DrillState.CLEANING),
          new Move<>(DrillState.WATCHING, DrillEvent.GIVE_UP, DrillState.CLEANING),
          new Move<>(DrillState.WATCHING, DrillEvent.STOP, DrillState.CLEANING),
          new Move<>(DrillState.CLEANING, DrillEvent.PASS, DrillState.PASSED),
          new Move<>(DrillState.CLEANING, DrillEvent.FAIL, DrillState.FAILED),
          new Move<>(DrillState.CLEANING, DrillEvent.END_STOPPED, DrillState.STOPPED));

  public static final List<Move<OffboardingState, OffboardingEvent>> OFFBOARDING_MOVES =
      List.of(
          new Move<>(OffboardingState.OPENED, OffboardingEvent.FREEZE, OffboardingState.FROZEN),
          new Move<>(OffboardingState.OPENED, OffboardingEvent.CANCEL, OffboardingState.CANCELLED),
          new Move<>(OffboardingState.FROZEN, OffboardingEvent.EXPORT, OffboardingState.EXPORTING),
          new Move<>(OffboardingState.FROZEN, OffboardingEvent.ERASE, OffboardingState.ERASING),
          new Move<>(OffboardingState.FROZEN, OffboardingEvent.CANCEL, OffboardingState.CANCELLED),
          new Move<>(OffboardingState.EXPORTING, OffboardingEvent.ERASE, OffboardingState.ERASING),
          new Move<>(
              OffboardingState.EXPORTING, OffboardingEvent.CANCEL, OffboardingState.CANCELLED),
          new Move<>(OffboardingState.ERASING, OffboardingEvent.REVOKE, OffboardingState.REVOKING),
          new Move<>(OffboardingState.REVOKING, OffboardingEvent.PROBE, OffboardingState.PROBING),
          new Move<>(OffboardingState.PROBING, OffboardingEvent.WATCH, OffboardingState.WATCHING),
          new Move<>(OffboardingState.PROBING, OffboardingEvent.BREACH, OffboardingState.BREACHED),
          new Move<>(
              OffboardingState.WATCHING, OffboardingEvent.CERTIFY, OffboardingState.CERTIFIED),
          new Move<>(OffboardingState.WATCHING, OffboardingEvent.BREACH, OffboardingState.BREACHED),
          new Move<>(
              OffboardingState.BREACHED, OffboardingEvent.LOOK_AGAIN, OffboardingState.PROBING));

  public static final List<Move<FindingState, FindingEvent>> FINDING_MOVES =
      List.of(
          new Move<>(FindingState.OPEN, FindingEvent.ACCEPT, FindingState.ACCEPTED),
          new Move<>(FindingState.OPEN, FindingEvent.WORSEN, FindingState.OPEN),
          new Move<>(FindingState.OPEN, FindingEvent.RESOLVE, FindingState.RESOLVED),
          new Move<>(FindingState.ACCEPTED, FindingEvent.ACCEPT, FindingState.ACCEPTED),
          new Move<>(FindingState.ACCEPTED, FindingEvent.LAPSE, FindingState.OPEN),
          new Move<>(FindingState.ACCEPTED, FindingEvent.WORSEN, FindingState.OPEN),
          new Move<>(FindingState.ACCEPTED, FindingEvent.RESOLVE, FindingState.RESOLVED));

  public static final List<Move<HoldState, HoldEvent>> HOLD_MOVES =
      List.of(
          new Move<>(HoldState.ACTIVE, HoldEvent.AMEND, HoldState.ACTIVE),
          new Move<>(HoldState.ACTIVE, HoldEvent.RELEASE, HoldState.RELEASED),
          new Move<>(HoldState.ACTIVE, HoldEvent.EXPIRE, HoldState.EXPIRED));

  public static final List<Move<LetterState, LetterEvent>> LETTER_MOVES =
      List.of(
          new Move<>(LetterState.ORDERED, LetterEvent.REFUSE, LetterState.REFUSED_BY_VALIDATOR),
          new Move<>(LetterState.ORDERED, LetterEvent.POST, LetterState.BY_HAND),
          new Move<>(LetterState.ORDERED, LetterEvent.SEND, LetterState.SENDING),
          new Move<>(LetterState.ORDERED, LetterEvent.CANCEL, LetterState.CANCELLED),
          new Move<>(LetterState.REFUSED_BY_VALIDATOR, LetterEvent.RESEND, LetterState.ORDERED),
          new Move<>(LetterState.REFUSED_BY_VALIDATOR, LetterEvent.CANCEL, LetterState.CANCELLED),
          new Move<>(LetterState.BY_HAND, LetterEvent.CONFIRM, LetterState.SENT),
          new Move<>(LetterState.BY_HAND, LetterEvent.CANCEL, LetterState.CANCELLED),
          new Move<>(LetterState.SENDING, LetterEvent.TAKE, LetterState.SENT),
          new Move<>(LetterState.SENDING, LetterEvent.DEFER, LetterState.ORDERED),
          new Move<>(LetterState.SENDING, LetterEvent.FAIL, LetterState.FAILED),
          new Move<>(LetterState.SENDING, LetterEvent.LOSE_ANSWER, LetterState.SENT_UNKNOWN),
          // The answer of an attempt that was given up too early is still an answer.
          new Move<>(LetterState.SENT_UNKNOWN, LetterEvent.TAKE, LetterState.SENT),
          new Move<>(LetterState.SENT_UNKNOWN, LetterEvent.CONFIRM, LetterState.SENT),
          new Move<>(LetterState.SENT_UNKNOWN, LetterEvent.BOUNCE, LetterState.BOUNCED),
          new Move<>(LetterState.SENT_UNKNOWN, LetterEvent.RESEND, LetterState.ORDERED),
          // Nothing hangs on it any more, whether it went out or not.
          new Move<>(LetterState.SENT_UNKNOWN, LetterEvent.CANCEL, LetterState.CANCELLED),
          new Move<>(LetterState.SENT, LetterEvent.BOUNCE, LetterState.BOUNCED),
          new Move<>(LetterState.SENT, LetterEvent.RESEND, LetterState.ORDERED),
          new Move<>(LetterState.FAILED, LetterEvent.RESEND, LetterState.ORDERED),
          new Move<>(LetterState.FAILED, LetterEvent.CANCEL, LetterState.CANCELLED),
          new Move<>(LetterState.BOUNCED, LetterEvent.RESEND, LetterState.ORDERED));

  public static final Lifecycle<LetterState, LetterEvent> LETTER =
      new StatemachineLifecycle<>(LetterState.ORDERED, LetterState.class, LETTER_MOVES);

  public static final Lifecycle<RequestState, RequestEvent> REQUEST =
      new StatemachineLifecycle<>(RECEIVED, RequestState.class, REQUEST_MOVES);
  public static final Lifecycle<LegState, LegEvent> LEG =
      new StatemachineLifecycle<>(PLANNED, LegState.class, LEG_MOVES);
  public static final Lifecycle<OffboardingState, OffboardingEvent> OFFBOARDING =
      new StatemachineLifecycle<>(
          OffboardingState.OPENED, OffboardingState.class, OFFBOARDING_MOVES);

  public static final Lifecycle<DrillState, DrillEvent> DRILL =
      new StatemachineLifecycle<>(DrillState.OPENED, DrillState.class, DRILL_MOVES);

  public static final Lifecycle<FindingState, FindingEvent> FINDING =
      new StatemachineLifecycle<>(FindingState.OPEN, FindingState.class, FINDING_MOVES);

  public static final Lifecycle<HoldState, HoldEvent> HOLD_OF_DATA =
      new StatemachineLifecycle<>(HoldState.ACTIVE, HoldState.class, HOLD_MOVES);

  private Lifecycles() {}
}
