package dev.writ.vendor.spi;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor package can do, and by which documents.
 *
 * @param id stable lower-case word used in the API, e.g. a path segment
 * @param name the product's name
 * @param defaultBaseUrl the vendor's documented address
 * @param roots further documented addresses by a word of the package's own; see {@link
 *     VendorConnection#root}
 * @param hosts hosts that the vendor's answers may point to, as {@code name} or {@code *.suffix}
 * @param credentials names of the secrets a connection needs
 * @param optionalCredentials names of the secrets a connection may have besides
 * @param settings what a connection may set besides
 * @param surfaces kinds of objects, in erase order
 * @param manual what only a human can do
 * @param lookedUp codes of the manual work that looks up what the whole account is set to where no
 *     API shows it, such as a retention period: done once in a while, and not for each person
 * @param exceptions what no API can do, and what stays
 * @param callsPerSecond documented or cautious default limit of calls a second
 * @param families calls that have a slower pace of their own
 * @param concurrency calls at once
 * @param settling how long lists and searches may lag behind a change
 * @param looks how long after an erase a further look is worth it, by the vendor's documented
 *     windows; looks that every vendor gets are the policy's
 * @param claims what the vendor's documents promise
 * @param undocumented promises of which nothing that was read speaks
 * @param documents what was read
 * @param readOn when it was read
 * @param unconfirmed what the documents leave open, in words for an officer
 */
public record VendorDescriptor(
    String id,
    String name,
    URI defaultBaseUrl,
    Map<String, URI> roots,
    List<String> hosts,
    List<String> credentials,
    List<String> optionalCredentials,
    List<Setting> settings,
    List<Surface> surfaces,
    List<ManualWork> manual,
    List<String> lookedUp,
    List<OutOfReach> exceptions,
    double callsPerSecond,
    List<Family> families,
    int concurrency,
    Duration settling,
    List<Duration> looks,
    List<DocumentedClaim> claims,
    List<Undocumented> undocumented,
    List<String> documents,
    LocalDate readOn,
    List<String> unconfirmed) {
  public VendorDescriptor {
    roots = Map.copyOf(roots);
    hosts = List.copyOf(hosts);
    credentials = List.copyOf(credentials);
    optionalCredentials = List.copyOf(optionalCredentials);
    settings = List.copyOf(settings);
    surfaces = List.copyOf(surfaces);
    manual = List.copyOf(manual);
    lookedUp = List.copyOf(lookedUp);
    if (!manual.stream().map(ManualWork::code).toList().containsAll(lookedUp)) {
      throw new IllegalArgumentException("what is looked up is described as manual work");
    }
    exceptions = List.copyOf(exceptions);
    families = List.copyOf(families);
    looks = List.copyOf(looks);
    claims = List.copyOf(claims);
    undocumented = List.copyOf(undocumented);
    documents = List.copyOf(documents);
    unconfirmed = List.copyOf(unconfirmed);
  }

  /** A description with nothing in it yet, of a vendor that admits one call a second. */
  public static Draft of(String id, String name, URI defaultBaseUrl) {
    return new Draft(id, name, defaultBaseUrl);
  }

  /** Whether a connection has secrets at all: where it has none, nothing can be refused. */
  public boolean takesCredentials() {
    return !credentials.isEmpty() || !optionalCredentials.isEmpty();
  }

  /** The surface of this kind. */
  public Optional<Surface> findSurface(String kind) {
    return surfaces.stream().filter(surface -> surface.kind().equals(kind)).findFirst();
  }

  /**
   * Whether nobody but a human can see or erase objects of this kind: a search names them for each
   * person or account, whether or not there are any.
   */
  public boolean namedUnseen(String kind) {
    return findSurface(kind)
        .filter(surface -> surface.erased() instanceof Way.Hand)
        .filter(surface -> surface.verified() instanceof Way.None)
        .isPresent();
  }

  /** Kinds whose objects fill again by further use; see {@link Surface#refills}. */
  public Set<String> refilling() {
    return surfaces.stream()
        .filter(Surface::refills)
        .map(Surface::kind)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Kinds that go after the work by hand on earlier ones; see {@link Surface#afterHands}. */
  public Set<String> afterHands() {
    return surfaces.stream()
        .filter(Surface::afterHands)
        .map(Surface::kind)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The manual work of this code. */
  public Optional<ManualWork> findManual(String code) {
    return manual.stream().filter(work -> work.code().equals(code)).findFirst();
  }

  /** The manual work by which the account's own settings are looked up. */
  public List<ManualWork> lookUps() {
    return manual.stream().filter(work -> lookedUp.contains(work.code())).toList();
  }

  /**
   * Calls that the vendor counts apart from the rest, for the whole organization; see {@link
   * Paced}.
   *
   * @param name the vendor's word for them
   * @param callsPerMinute the documented limit, above 0
   * @param source the document, and when it was read
   */
  public record Family(String name, double callsPerMinute, String source) {
    public Family {
      if (!(callsPerMinute > 0)) {
        throw new IllegalArgumentException("a pace is above 0");
      }
    }
  }

  /** One optional setting of a connection and what it means. */
  public record Setting(String name, String meaning) {}

  /**
   * One kind of object.
   *
   * @param located how a person's objects are found
   * @param exported how its content is read out
   * @param erased how it is erased
   * @param verified how one sees that it is gone, independent of the vendor's answer to the erase
   * @param afterErase what the vendor documents about its own purge, or empty
   * @param refills whether the same object fills again when the person, or the company, uses the
   *     vendor further, as the memory of an account does: that it is there again says nothing of
   *     the erasure
   * @param afterHands whether it goes only when no object of an earlier kind waits for a human any
   *     more, and stays where the human's answer is no: the human needs it, as an account to sign
   *     in with, or it takes with it, or takes in again, what waits
   */
  public record Surface(
      String kind,
      String located,
      Way exported,
      Way erased,
      Way verified,
      String afterErase,
      boolean refills,
      boolean afterHands) {
    public Surface(
        String kind, String located, Way exported, Way erased, Way verified, String afterErase) {
      this(kind, located, exported, erased, verified, afterErase, false, false);
    }

    /** The same, of an object that fills again by further use. */
    public Surface refilling() {
      return new Surface(kind, located, exported, erased, verified, afterErase, true, afterHands);
    }

    /** The same, of an object that goes after the work by hand on earlier kinds. */
    public Surface waitingForHands() {
      return new Surface(kind, located, exported, erased, verified, afterErase, refills, true);
    }

    /** It can be erased, and there is no way to see that it is gone. */
    public boolean erasedUnseen() {
      return !(erased instanceof Way.None) && verified instanceof Way.None;
    }
  }

  /**
   * Something no API does: what, why, and the source.
   *
   * @param purgedAfter when the vendor documents that it is gone, counted from the erase; null when
   *     it stays or nothing is documented
   */
  public record OutOfReach(
      String what, String reason, String source, @Nullable Duration purgedAfter) {
    public OutOfReach(String what, String reason, String source) {
      this(what, reason, source, null);
    }

    /**
     * The day by which it is gone, there, of what was erased then; empty when none is documented.
     */
    public Optional<LocalDate> goneBy(Instant erased, ZoneId there) {
      return Optional.ofNullable(purgedAfter)
          .map(after -> LocalDate.ofInstant(erased.plus(after), there));
    }
  }

  /**
   * A promise of which nothing that was read speaks; its evidence is NONE until an officer enters
   * some.
   *
   * @param where where the vendor is known to publish it, or that this is not known
   */
  public record Undocumented(Promise promise, String where) {}

  /** A description in the making. */
  public static final class Draft {
    private final String id;
    private final String name;
    private final URI defaultBaseUrl;
    private Map<String, URI> roots = Map.of();
    private List<String> hosts = List.of();
    private List<String> credentials = List.of();
    private List<String> optionalCredentials = List.of();
    private List<Setting> settings = List.of();
    private List<Surface> surfaces = List.of();
    private List<ManualWork> manual = List.of();
    private List<String> lookedUp = List.of();
    private List<OutOfReach> exceptions = List.of();
    private double callsPerSecond = 1;
    private List<Family> families = List.of();
    private int concurrency = 1;
    private Duration settling = Duration.ZERO;
    private List<Duration> looks = List.of();
    private List<DocumentedClaim> claims = List.of();
    private final List<Undocumented> undocumented = new ArrayList<>();

    private Draft(String id, String name, URI defaultBaseUrl) {
      this.id = id;
      this.name = name;
      this.defaultBaseUrl = defaultBaseUrl;
    }

    public Draft roots(Map<String, URI> value) {
      roots = value;
      return this;
    }

    public Draft hosts(List<String> value) {
      hosts = value;
      return this;
    }

    public Draft credentials(String... value) {
      credentials = List.of(value);
      return this;
    }

    public Draft optionalCredentials(String... value) {
      optionalCredentials = List.of(value);
      return this;
    }

    public Draft settings(List<Setting> value) {
      settings = value;
      return this;
    }

    public Draft surfaces(List<Surface> value) {
      surfaces = value;
      return this;
    }

    public Draft manual(List<ManualWork> value) {
      manual = value;
      return this;
    }

    public Draft lookedUp(String... value) {
      lookedUp = List.of(value);
      return this;
    }

    public Draft exceptions(List<OutOfReach> value) {
      exceptions = value;
      return this;
    }

    public Draft looks(Duration... value) {
      looks = List.of(value);
      return this;
    }

    public Draft claims(List<DocumentedClaim> value) {
      claims = value;
      return this;
    }

    /** Adds promises of which nothing that was read speaks; where to look for them. */
    public Draft undocumented(String where, Promise... promises) {
      for (var promise : promises) {
        undocumented.add(new Undocumented(promise, where));
      }
      return this;
    }

    /** Calls a second, calls at once, and how long lists lag behind a change. */
    public Draft pace(double calls, int atOnce, Duration lag) {
      callsPerSecond = calls;
      concurrency = atOnce;
      settling = lag;
      return this;
    }

    /** Calls with a slower pace. */
    public Draft families(Family... value) {
      families = List.of(value);
      return this;
    }

    /** What was read, when, and what it leaves open. */
    public VendorDescriptor read(LocalDate on, List<String> documents, List<String> unconfirmed) {
      return new VendorDescriptor(
          id,
          name,
          defaultBaseUrl,
          roots,
          hosts,
          credentials,
          optionalCredentials,
          settings,
          surfaces,
          manual,
          lookedUp,
          exceptions,
          callsPerSecond,
          families,
          concurrency,
          settling,
          looks,
          claims,
          undocumented,
          documents,
          on,
          unconfirmed);
    }
  }
}
