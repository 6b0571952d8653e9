package dev.writ.vendor.kit;

import dev.writ.vendor.sandbox.Backup;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A vendor's simulator, with every exchange written down and single answers replaced on demand. */
final class WatchedSimulator implements VendorSimulator {
  private final VendorSimulator watched;
  private final List<Exchange> exchanges = new ArrayList<>();
  private Replacement replacement = (number, request, answer) -> answer.apply(request);
  private int number;
  private boolean hasBackup;

  /**
   * One request that reached the simulator, and its answer.
   *
   * @param changes what the simulator said of it before it answered
   */
  record Exchange(
      SimulatedRequest request,
      boolean changes,
      Set<Misbehaviour> misbehaviours,
      SimulatedResponse answer) {}

  /** Answers in the simulator's place. */
  interface Replacement {
    SimulatedResponse answer(
        int number,
        SimulatedRequest request,
        Function<SimulatedRequest, SimulatedResponse> simulator);
  }

  WatchedSimulator(VendorSimulator watched) {
    this.watched = watched;
  }

  /** From now on, counted from 1. */
  synchronized void replace(Replacement next) {
    replacement = next;
    number = 0;
  }

  synchronized void restore() {
    replace((n, request, simulator) -> simulator.apply(request));
  }

  synchronized List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }

  synchronized void forgetExchanges() {
    exchanges.clear();
  }

  boolean hasBackup() {
    return hasBackup;
  }

  @Override
  public String vendor() {
    return watched.vendor();
  }

  @Override
  public String basePath() {
    return watched.basePath();
  }

  @Override
  public Map<String, String> credentials() {
    return watched.credentials();
  }

  @Override
  public boolean changes(SimulatedRequest request) {
    return watched.changes(request);
  }

  @Override
  public boolean erases(SimulatedRequest request) {
    return watched.erases(request);
  }

  @Override
  public Optional<String> objectOf(SimulatedRequest request) {
    return watched.objectOf(request);
  }

  @Override
  public SimulatedRequest again(SimulatedRequest journalled) {
    return watched.again(journalled);
  }

  @Override
  public void byHand(VendorObject object) {
    watched.byHand(object);
  }

  @Override
  public Map<String, String> settings() {
    return watched.settings();
  }

  @Override
  public boolean uses(Backup backup) {
    hasBackup = watched.uses(backup);
    return hasBackup;
  }

  @Override
  public boolean endsByItself() {
    return watched.endsByItself();
  }

  @Override
  public void reset() {
    watched.reset();
  }

  @Override
  public List<VendorObject> plant(SandboxPerson person) {
    return watched.plant(person);
  }

  @Override
  public int held(SandboxPerson person) {
    return watched.held(person);
  }

  @Override
  public synchronized SimulatedResponse answer(
      SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    number++;
    boolean changes = watched.changes(request);
    var answer = replacement.answer(number, request, asked -> watched.answer(asked, misbehaviours));
    exchanges.add(new Exchange(request, changes, misbehaviours, answer));
    return answer;
  }

  @Override
  public SimulatedResponse error(int status) {
    return watched.error(status);
  }
}
