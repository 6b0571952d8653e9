package dev.writ.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.writ.WritApplication;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.modulith.core.ApplicationModules;

/** The laws of the house: who may know whom. Each guarded package is shown to exist. */
class HouseTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.writ");

  private static final String WORKFLOW = "dev.writ.workflow";
  private static final String SPI = "dev.writ.vendor.spi";
  private static final String SANDBOX = "dev.writ.vendor.sandbox";
  private static final String LIFECYCLE = "dev.writ.lifecycle";
  private static final String PAGE = "dev.writ.page";
  private static final Set<String> VENDORS = vendors();
  private static final ArchRule TIME =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.writ.setup")
          .should()
          .accessTargetWhere(
              DescribedPredicate.describe(
                  "tells the machine's time", access -> ownTime(access.getTarget())));

  @Test
  void every_guarded_package_exists_and_holds_classes() {
    assertThat(VENDORS).contains("dev.writ.vendor.openai", "dev.writ.vendor.hubspot");
    for (var guarded : List.of(WORKFLOW, SPI, SANDBOX, LIFECYCLE, PAGE, "dev.writ.engine")) {
      assertThat(HOUSE.stream().map(JavaClass::getPackageName)).contains(guarded);
    }
  }

  @Test
  void the_orchestrators_capabilities_form_no_cycle_and_keep_their_insides() {
    // api, vendor and workflow are the other three modules of the build, not capabilities.
    var others =
        DescribedPredicate.describe(
            "of another module of the build",
            (JavaClass c) ->
                c.getPackageName().startsWith("dev.writ.api")
                    || c.getPackageName().startsWith("dev.writ.vendor")
                    || c.getPackageName().startsWith(WORKFLOW));
    var modules = ApplicationModules.of(WritApplication.class, others);
    assertThat(modules.stream().map(module -> module.getIdentifier().toString()))
        .contains("request", "leg", "connection", "ledger", "vault", "engine", "security")
        .contains("hook", "feed", "finding", "schedule", "claim", "drill")
        .contains("offboarding", "recheck", "suppression", "clock", "identity")
        .contains("record", "webhook", "hold", "letter", "subject", "manualtask", "page");
    modules.verify();
  }

  @TestFactory
  List<DynamicTest> laws() {
    return List.of(
        law(
            "workflows know no Spring, no I/O, no vendor and nothing of the orchestrator",
            classes()
                .that()
                .resideInAPackage(WORKFLOW)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                    WORKFLOW,
                    "io.temporal..",
                    "java.lang..",
                    "java.util..",
                    "java.time..",
                    "org.jspecify..")),
        law(
            "vendor packages know neither the orchestrator nor the workflows nor Spring",
            noClasses()
                .that()
                .resideInAPackage("dev.writ.vendor..")
                .should()
                .dependOnClassesThat(
                    DescribedPredicate.describe(
                        "of the orchestrator, the workflows or Spring",
                        c ->
                            c.getPackageName().startsWith("org.springframework")
                                || (c.getPackageName().startsWith("dev.writ")
                                    && !c.getPackageName().startsWith("dev.writ.vendor"))))),
        law(
            "the SPI knows no vendor and no simulator",
            noClasses()
                .that()
                .resideInAPackage(SPI)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    VENDORS.stream()
                        .collect(
                            Collectors.collectingAndThen(
                                Collectors.toCollection(TreeSet::new),
                                set -> {
                                  set.add(SANDBOX);
                                  return set.toArray(String[]::new);
                                })))),
        law(
            "only the lifecycle package knows Spring Statemachine",
            noClasses()
                .that()
                .resideOutsideOfPackage(LIFECYCLE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.statemachine..")),
        law(
            "only vendor packages know Feign and WireMock",
            noClasses()
                .that()
                .resideOutsideOfPackage("dev.writ.vendor..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("feign..", "com.github.tomakehurst..")),
        law(
            "the pages' room knows the vault and the settings and no other room",
            noClasses()
                .that()
                .resideInAPackage(PAGE)
                .should()
                .dependOnClassesThat(
                    DescribedPredicate.describe(
                        "of another room",
                        c ->
                            c.getPackageName().startsWith("dev.writ")
                                && !Set.of(PAGE, "dev.writ.vault", "dev.writ.settings")
                                    .contains(c.getPackageName())))),
        law(
            "what a person reads is made markup in the pages' room",
            noClasses()
                .that()
                .resideOutsideOfPackage(PAGE)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.springframework.web.util.HtmlUtils")),
        law(
            "only the engine speaks with Temporal's service",
            noClasses()
                .that()
                .resideOutsideOfPackages("dev.writ.engine..", WORKFLOW)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.temporal..")));
  }

  /** The adapters have no clock but the machine's: what they ask it for is a vendor's affair. */
  @Test
  void the_time_of_day_comes_from_the_one_clock() {
    TIME.check(HOUSE.that(DescribedPredicate.not(resideInAPackage("dev.writ.vendor.."))));
    var watch = new ClassFileImporter().importClasses(OwnWatch.class);
    assertThatThrownBy(() -> TIME.check(watch))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("(3 times)");
  }

  private static boolean ownTime(AccessTarget target) {
    var owner = target.getOwner();
    if (owner.isEquivalentTo(Clock.class)) {
      return target.getName().startsWith("system");
    }
    return owner.getPackageName().equals("java.time")
        && target.getName().equals("now")
        && target instanceof CodeUnitAccessTarget unit
        && unit.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
  }

  /** Breaks the law of the one clock in each way. */
  static final class OwnWatch {
    Instant called() {
      return Instant.now();
    }

    Supplier<Instant> referred() {
      return Instant::now;
    }

    LocalDate made() {
      return LocalDate.now(Clock.systemUTC());
    }

    LocalDate kept(Clock clock) {
      return LocalDate.now(clock);
    }
  }

  @TestFactory
  List<DynamicTest> no_class_outside_a_vendors_package_names_it() {
    return VENDORS.stream()
        .map(
            vendor ->
                law(
                    "no class outside " + vendor + " names it",
                    noClasses()
                        .that()
                        .resideOutsideOfPackage(vendor)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(vendor)))
        .toList();
  }

  @Test
  void a_law_rejects_a_class_that_breaks_it() {
    ArchRule broken =
        noClasses()
            .that()
            .resideInAPackage("dev.writ.leg")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SPI);
    assertThatThrownBy(() -> broken.check(HOUSE)).isInstanceOf(AssertionError.class);
  }

  private static DynamicTest law(String name, ArchRule rule) {
    return DynamicTest.dynamicTest(name, () -> rule.check(HOUSE));
  }

  private static Set<String> vendors() {
    return HOUSE.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> name.matches("dev\\.writ\\.vendor\\.[^.]+"))
        .filter(name -> !name.equals(SPI) && !name.equals(SANDBOX))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
