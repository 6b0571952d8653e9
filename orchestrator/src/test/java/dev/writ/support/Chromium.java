package dev.writ.support;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;

/** A real browser without a window, with a profile of its own that ends with it. */
public final class Chromium implements AutoCloseable {
  private static final Path SCREENS = Path.of("target", "screens");

  /** Pictures cost as much as the rest: {@code -Dwrit.screens=true} takes them. */
  private static final boolean PICTURES = Boolean.getBoolean("writ.screens");

  /** As narrow as WCAG 1.4.10 asks for. */
  private static final int NARROW = 320;

  private final ChromeDriver driver;
  private final Path profile;

  private Chromium(ChromeDriver driver, Path profile) {
    this.driver = driver;
    this.profile = profile;
  }

  /**
   * Opens one that prefers this language; the test is skipped, and says so, where there is none.
   *
   * @param language BCP 47
   */
  public static Chromium open(String language) {
    var binary = required("WRIT_CHROMIUM");
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(required("WRIT_CHROMEDRIVER")))
            .usingAnyFreePort()
            .withSilent(true)
            .build();
    try {
      var profile = Files.createTempDirectory("writ-chromium");
      var options = new ChromeOptions();
      options.setBinary(binary);
      options.addArguments(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-dev-shm-usage",
          "--window-size=1000,1400",
          "--user-data-dir=" + profile);
      options.setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
      options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
      var driver = new ChromeDriver(service, options);
      driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(30));
      return new Chromium(driver, profile);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private static String required(String setting) {
    var path = System.getenv(setting);
    if (path == null || path.isBlank()) {
      System.err.println("!!! NO BROWSER: " + setting + " names no program !!!");
      Assumptions.abort(setting + " is not set");
    }
    return path;
  }

  public void open(URI address) {
    driver.get(address.toString());
  }

  public String heading() {
    return one("h1").getText();
  }

  /** Waits for the page with this heading: keys do not wait for what they set off. */
  public void arrivesAt(String heading) {
    await("the page " + heading)
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() -> heading().equals(heading));
  }

  public String text() {
    return one("body").getText();
  }

  public String language() {
    return String.valueOf(one("html").getDomAttribute("lang"));
  }

  public String path() {
    return URI.create(String.valueOf(driver.getCurrentUrl())).getPath();
  }

  /** The one element of this CSS selector. */
  public WebElement one(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  public boolean has(String selector) {
    return !driver.findElements(By.cssSelector(selector)).isEmpty();
  }

  /** A button or link leads to another page, which is waited for: the driver may not. */
  public void click(String selector) {
    var page = one("html");
    var clicked = one(selector);
    boolean leads = Set.of("button", "a").contains(clicked.getTagName());
    clicked.click();
    if (leads) {
      await("the page behind " + selector).until(() -> isGone(page) && has("h1"));
    }
  }

  private static boolean isGone(WebElement element) {
    try {
      element.getTagName();
      return false;
    } catch (StaleElementReferenceException gone) {
      return true;
    }
  }

  public void type(String selector, String text) {
    one(selector).clear();
    one(selector).sendKeys(text);
  }

  /** Keys, to wherever the focus is. */
  public void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Presses the tabulator until the focus is there; fails when it never comes. */
  public void tabTo(String selector) {
    for (int presses = 0; presses < 30; presses++) {
      press(Keys.TAB);
      var focused = driver.switchTo().activeElement();
      if (driver.findElements(By.cssSelector(selector)).contains(focused)) {
        return;
      }
    }
    throw new AssertionError("the keyboard does not lead to " + selector);
  }

  /** How what has the focus is outlined. */
  public String focusRing() {
    return driver.switchTo().activeElement().getCssValue("outline-style");
  }

  /** Errors and warnings on the console since the last call, but for the answer's own status. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(entry -> entry.getLevel() + " " + entry.getMessage())
        .filter(line -> !line.matches("(?s).*the server responded with a status of 4\\d\\d.*"))
        .toList();
  }

  /** What axe-core finds wrong by WCAG A and AA; rule, element, and what to do. */
  public List<String> violations() {
    driver.executeScript(Axe.SCRIPT);
    var found =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, {resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
              .then(result => done(result.violations.flatMap(v => v.nodes.map(n => v.id + ' ' + n.html + ' ' + n.failureSummary))),
                    broken => done(['axe failed: ' + broken]));
            """);
    return ((List<?>) Optional.ofNullable(found).orElseThrow())
        .stream().map(String::valueOf).toList();
  }

  /** Whether the page can be read without scrolling sideways on a very narrow screen. */
  public boolean fitsNarrowScreen() {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", NARROW, "height", 800, "deviceScaleFactor", 1, "mobile", true));
    var width = driver.executeScript("return document.documentElement.scrollWidth");
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    return ((Number) Optional.ofNullable(width).orElseThrow()).intValue() <= NARROW;
  }

  /**
   * A picture of the page when one is wanted, to be looked at: {@code target/screens/<name>.png}.
   */
  public void photograph(String name) {
    if (!PICTURES) {
      return;
    }
    try {
      Files.createDirectories(SCREENS);
      Files.write(SCREENS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  @Override
  public void close() {
    driver.quit();
    try (var files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException gone) {
      // A lock of the browser's may vanish meanwhile.
    }
  }

  /** Deque's axe-core, as it comes from its package. */
  private static final class Axe {
    static final String SCRIPT = read();

    private static String read() {
      try (var file = Axe.class.getResourceAsStream("/axe.min.js")) {
        return new String(file.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }
}
