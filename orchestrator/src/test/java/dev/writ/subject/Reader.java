package dev.writ.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads a page as assistive technology does, by its tags and their attributes. */
final class Reader {
  private static final Pattern TAG =
      Pattern.compile("<([a-z0-9]+)((?:\\s+[a-z-]+(?:=\"[^\"]*\")?)*)\\s*>");
  private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)(?:=\"([^\"]*)\")?");

  private Reader() {}

  /** One tag with its attributes. */
  record Tag(String name, Map<String, String> attributes) {
    String of(String attribute) {
      return attributes.getOrDefault(attribute, "");
    }
  }

  static List<Tag> tags(String page) {
    var tags = new ArrayList<Tag>();
    var found = TAG.matcher(page);
    while (found.find()) {
      var attributes = new TreeMap<String, String>();
      var each = ATTRIBUTE.matcher(found.group(2));
      while (each.find()) {
        attributes.put(each.group(1), each.group(2) == null ? "" : each.group(2));
      }
      tags.add(new Tag(found.group(1), attributes));
    }
    return tags;
  }

  /** The basics of WCAG 2.2 that can be read off a page. */
  static void assertAccessible(String page, String language) {
    var tags = tags(page);
    assertThat(tags.stream().filter(tag -> tag.name().equals("h1"))).as("h1").hasSize(1);
    assertThat(tags.stream().filter(tag -> tag.name().equals("html")).map(tag -> tag.of("lang")))
        .containsExactly(language);
    assertThat(tags.stream().map(Tag::name))
        .contains("title", "main")
        .doesNotContain("script", "img", "iframe");
    var labelled = values(tags, "label", "for");
    var ids = values(tags, "", "id");
    for (var tag : tags) {
      if (Set.of("input", "select", "textarea").contains(tag.name())
          && !tag.of("type").equals("hidden")) {
        assertThat(labelled).as("a label for " + tag).contains(tag.of("id"));
        assertThat(tag.of("name")).isNotEmpty();
      }
      if (!tag.of("aria-describedby").isEmpty()) {
        assertThat(ids).contains(tag.of("aria-describedby").split(" "));
      }
      if (tag.of("href").startsWith("#")) {
        assertThat(ids).as("where the summary leads").contains(tag.of("href").substring(1));
      }
    }
    assertThat(tags.stream().map(tag -> tag.of("id")).filter(id -> !id.isEmpty()))
        .doesNotHaveDuplicates();
  }

  private static Set<String> values(List<Tag> tags, String name, String attribute) {
    var values = new HashSet<String>();
    tags.stream()
        .filter(tag -> name.isEmpty() || tag.name().equals(name))
        .forEach(tag -> values.add(tag.of(attribute)));
    return values;
  }
}
