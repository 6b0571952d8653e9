package dev.writ.letter;

import dev.writ.letter.Matter.DueBy;
import dev.writ.letter.Matter.Treated;
import dev.writ.page.Language;
import dev.writ.request.RefusalGround;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one letter has to say, in its language: the values a template may use, and for each block
 * that has something to say what must be seen in it.
 */
final class Contents {
  private static final Set<Law> AUTHORITIES =
      EnumSet.of(Law.GDPR, Law.UK_GDPR, Law.PIPEDA, Law.QUEBEC);

  private final Matter matter;
  private final Language language;
  private final Words words;
  private final Map<String, Object> values = new HashMap<>();
  private final Map<Block, List<String>> shows = new EnumMap<>(Block.class);

  private Contents(Matter matter, Language language) {
    this.matter = matter;
    this.language = language;
    this.words = Words.in(language);
  }

  static Contents of(Matter matter, Language language) {
    var contents = new Contents(matter, language);
    contents.subjectMatter();
    contents.reasons();
    contents.work();
    contents.categories();
    contents.recipients();
    contents.rights();
    return contents;
  }

  /** The values by name; the map knows every name a template may use. */
  Map<String, Object> values() {
    return values;
  }

  /** What the block must show; empty when there is nothing for it to say in this letter. */
  Optional<List<String>> shownBy(Block block) {
    return Optional.ofNullable(shows.get(block));
  }

  private void subjectMatter() {
    var sender = matter.sender();
    var received = language.day(matter.receivedOn());
    values.put("receivedOn", received);
    values.put("rightName", words.say("rightName." + matter.right()));
    values.put("reference", matter.reference().orElse(""));
    values.put(
        "controller",
        sender.controller().isEmpty() ? words.say("controller") : sender.controller());
    values.put("contact", sender.contact());
    values.put("law", flags(Law.values(), matter.laws()));
    values.put(
        "right", flags(List.of("ERASURE", "ACCESS", "PORTABILITY"), List.of(matter.right())));
    values.put("nothingFound", matter.nothingFound());
    values.put("refused", matter.refuses());
    values.put(
        "erased",
        matter.erasing()
            && matter.kind() != LetterKind.REFUSAL
            && matter.treated().stream().anyMatch(Treated::something));
    open(Block.RECEIPT, received);
    openIf(Block.NEXT_STEPS, "dueBy", matter.dueBy().map(due -> language.day(due.day())));
    values.put("overdue", matter.dueBy().filter(DueBy::over).isPresent());
    openIf(Block.ASK, "ask", matter.facts().ask());
    openIf(
        Block.STATUS,
        "statusLink",
        matter.facts().ask().filter(link -> matter.kind() == LetterKind.ACKNOWLEDGEMENT));
    open(Block.PURPOSE);
    openIf(Block.NEW_DATE, "newDate", matter.facts().until().map(language::day));
  }

  private void reasons() {
    var facts = matter.facts();
    var reasons = facts.grounds().stream().distinct().map(this::ground).toList();
    values.put("grounds", items("words", reasons));
    values.put("explanation", facts.explanation().orElse(""));
    var all = new ArrayList<>(reasons);
    facts.explanation().ifPresent(all::add);
    if (!all.isEmpty()) {
      shows.put(Block.REASONS, List.copyOf(all));
    }
  }

  private String ground(RefusalGround ground) {
    var said = words.say("ground." + ground.name());
    var articles =
        matter.laws().stream()
            .flatMap(law -> ground.findConfirmedArticle(law.name(), matter.right()).stream());
    return joined(articles, "; ").map(cited -> said + " (" + cited + ")").orElse(said);
  }

  private void work() {
    var done = matter.treated().stream().map(this::line).toList();
    values.put("done", items("line", done));
    values.put("anythingDone", !done.isEmpty() || matter.nothingFound());
    values.put("nothingDone", words.say("done.nothing"));
    open(Block.DONE, done.toArray(String[]::new));
    open(Block.CONTENTS, done.toArray(String[]::new));
    var undone =
        matter.undone().stream()
            .map(one -> words.say("undone." + one.why().name(), one.service(), one.objects()))
            .toList();
    var kept = words.say("undone.grounds");
    boolean onlyGrounds = undone.isEmpty() && !matter.facts().grounds().isEmpty();
    values.put("undone", items("line", undone));
    values.put("onlyGrounds", onlyGrounds);
    values.put("keptForReasons", kept);
    if (onlyGrounds) {
      open(Block.NOT_DONE, kept);
    } else if (!undone.isEmpty()) {
      shows.put(Block.NOT_DONE, undone);
    }
    values.put("resurfaced", items("service", matter.resurfaced()));
    openUnlessEmpty(Block.RESURFACING, matter.resurfaced());
    values.put("withheld", items("type", matter.facts().withheld()));
    openUnlessEmpty(Block.WITHHELD, matter.facts().withheld());
  }

  private void categories() {
    var lines =
        matter.categories().stream()
            .map(one -> one.service() + ": " + String.join(", ", one.kinds()))
            .toList();
    values.put("categories", items("line", lines));
    openUnlessEmpty(Block.CATEGORIES, lines);
  }

  private String line(Treated treated) {
    var line = words.say("done." + treated.how().name(), treated.service(), treated.objects());
    return treated
        .goneBy()
        .map(day -> line + words.say("done.goneBy", language.day(day)))
        .orElse(line);
  }

  private void recipients() {
    var told = new ArrayList<String>();
    if (matter.recipientsAsked()) {
      matter.treated().stream()
          .filter(Treated::something)
          .map(one -> words.say("recipient.service", one.service()))
          .distinct()
          .forEach(told::add);
      matter.recipients().stream()
          .filter(one -> one.told() == Recipient.Told.TOLD)
          .forEach(one -> told.add(toldLine(one)));
    }
    // Who was never searched for, or keeps it all, is not told that nobody has it.
    boolean nothingErased =
        matter.kind() == LetterKind.REFUSAL
            || (!matter.undone().isEmpty()
                && matter.treated().stream().noneMatch(Treated::something));
    var none = words.say(nothingErased ? "recipient.nothingErased" : "recipient.none");
    values.put("recipients", items("line", told));
    values.put("anyRecipient", !told.isEmpty());
    values.put("noRecipient", none);
    if (matter.recipientsAsked()) {
      open(Block.RECIPIENTS, told.isEmpty() ? new String[] {none} : told.toArray(String[]::new));
    }
    var untold =
        matter.untold().stream()
            .map(
                one ->
                    words.say(
                        "recipient.untold", one.organisation(), one.explanation().orElse("-")))
            .toList();
    values.put("untold", items("line", untold));
    openUnlessEmpty(Block.UNTOLD, untold);
  }

  private String toldLine(Recipient one) {
    var day = one.toldOn().map(language::day).orElse("-");
    return words.say("recipient.told", one.organisation(), day, one.how().orElse("-"));
  }

  private void rights() {
    var sender = matter.sender();
    var contact = Optional.of(sender.contact()).filter(text -> !text.isEmpty());
    openIf(Block.COMPLAINT, "authority", named("authority", AUTHORITIES));
    openIf(Block.OWN_COMPLAINT, "ownContact", contact.filter(text -> matter.under(Law.UK_GDPR)));
    if (matter.under(Law.GDPR) || matter.under(Law.UK_GDPR)) {
      open(Block.REMEDY);
    }
    openIf(Block.APPEAL, "appealContact", contact.filter(text -> matter.appealDays() > 0));
    values.put("appealDays", matter.appealDays());
    open(Block.DECISION);
    // Whom a person can turn to whose appeal was denied.
    openIf(
        Block.ATTORNEY_GENERAL,
        "attorneyGeneral",
        named("attorneyGeneral", RequiredBlocks.APPEALED));
    if (matter.under(Law.CCPA)) {
      open(Block.LIMITED_USE);
      open(Block.RECORD);
    }
    var optOut = Optional.of(sender.optOut()).filter(text -> matter.under(Law.CCPA));
    openIf(Block.OPT_OUT, "optOut", optOut.filter(text -> !text.isEmpty()));
    openIf(
        Block.PROCESSING, "notice", Optional.of(sender.notice()).filter(text -> !text.isEmpty()));
  }

  /** Of each of the letter's laws that has one, in one phrase. */
  private Optional<String> named(String what, Set<Law> having) {
    return joined(
        matter.laws().stream()
            .filter(having::contains)
            .map(law -> words.say(what + "." + law.name())),
        words.say(what + ".and"));
  }

  private static Optional<String> joined(Stream<String> texts, String between) {
    return Optional.of(texts.collect(Collectors.joining(between))).filter(text -> !text.isEmpty());
  }

  private void open(Block block, String... shown) {
    shows.put(block, List.of(shown));
  }

  private void openUnlessEmpty(Block block, List<String> shown) {
    if (!shown.isEmpty()) {
      shows.put(block, shown);
    }
  }

  private void openIf(Block block, String name, Optional<String> text) {
    values.put(name, text.orElse(""));
    text.ifPresent(shown -> open(block, shown));
  }

  private static List<Map<String, Object>> items(String name, List<String> texts) {
    return texts.stream().map(text -> Map.<String, Object>of(name, text)).toList();
  }

  private static Map<String, Boolean> flags(Law[] laws, List<Law> set) {
    return flags(names(Arrays.stream(laws)), names(set.stream()));
  }

  private static List<String> names(Stream<Law> laws) {
    return laws.map(Law::name).toList();
  }

  private static Map<String, Boolean> flags(List<String> names, List<String> set) {
    var flags = new LinkedHashMap<String, Boolean>();
    names.forEach(name -> flags.put(name, set.contains(name)));
    return flags;
  }
}
