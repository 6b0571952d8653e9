package dev.writ.vendor.microsoftcopilot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;

/** Graph's metadata and the addresses of its official client, and what they object to. */
final class GraphSchema {
  private static final Pattern TEMPLATE =
      Pattern.compile("\\{\\+baseurl}(/[^{]*(?:\\{[^?}]+}[^{]*)*)(?:\\{\\?([^}]+)})?");

  private final Map<String, Element> types = new HashMap<>();
  private final Map<String, Element> actions = new HashMap<>();
  private final List<Address> addresses = new ArrayList<>();

  private record Address(Pattern path, Set<String> query) {}

  GraphSchema(Path folder) {
    try {
      var document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(folder.resolve("graph-v1.0-subset.csdl.xml").toFile());
      var schemas = document.getElementsByTagName("Schema");
      for (int i = 0; i < schemas.getLength(); i++) {
        read((Element) schemas.item(i));
      }
      Files.readAllLines(folder.resolve("graph-v1.0-sdk-uri-templates.txt")).stream()
          .map(line -> line.substring(line.indexOf('\t') + 1))
          .forEach(this::address);
    } catch (IOException | SAXException | ParserConfigurationException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private void read(Element schema) {
    var namespace = schema.getAttribute("Namespace");
    for (var element : children(schema)) {
      var name = namespace + "." + element.getAttribute("Name");
      switch (element.getTagName()) {
        case "EntityType", "ComplexType", "EnumType" -> types.put(name, element);
        case "Action", "Function" -> actions.put(name, element);
        default -> {}
      }
    }
  }

  private void address(String template) {
    var matcher = TEMPLATE.matcher(template);
    if (matcher.matches()) {
      var query = new TreeSet<String>();
      for (var name : matcher.group(2) == null ? new String[0] : matcher.group(2).split(",")) {
        query.add(name.replace("%24", "$"));
      }
      var path = matcher.group(1).replaceAll("\\{[^}]+}", "\u0000");
      addresses.add(
          new Address(
              Pattern.compile(Pattern.quote(path).replace("\u0000", "\\E[^/]+\\Q")), query));
    }
  }

  private static List<Element> children(Element parent) {
    var children = new ArrayList<Element>();
    for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  int size() {
    return types.size() + addresses.size();
  }

  boolean isAction(String qualified) {
    return actions.containsKey(qualified);
  }

  /** Whether the official client has such an address with these parameters. */
  boolean knows(String path, Set<String> query) {
    return addresses.stream()
        .anyMatch(
            address ->
                address.path().matcher(path).matches() && address.query().containsAll(query));
  }

  /** What is wrong with the value as this type; empty when nothing is. */
  List<String> objections(String at, JsonNode value, String type) {
    if (type.startsWith("Collection(")) {
      var all = new ArrayList<String>();
      if (!value.isArray()) {
        all.add(at + " is no collection");
      }
      var of = type.substring(11, type.length() - 1);
      value.forEach(one -> all.addAll(objections(at, one, of)));
      return all;
    }
    if (type.startsWith("Edm.")) {
      return primitive(value, type) ? List.of() : List.of(at + " is no " + type);
    }
    var name = full(type);
    var element = types.get(name);
    if (element == null) {
      return List.of(at + " is of an unknown type " + name);
    }
    return element.getTagName().equals("EnumType")
        ? member(at, value, element)
        : object(at, value, name);
  }

  private static String full(String type) {
    return type.startsWith("self.")
        ? "microsoft.graph.security." + type.substring(5)
        : type.startsWith("graph.") ? "microsoft." + type : type;
  }

  private static boolean primitive(JsonNode value, String type) {
    return switch (type) {
      case "Edm.String", "Edm.DateTimeOffset" -> value.isString();
      case "Edm.Int32", "Edm.Int64" -> value.isIntegralNumber();
      case "Edm.Boolean" -> value.isBoolean();
      default -> false;
    };
  }

  private static List<String> member(String at, JsonNode value, Element of) {
    var known = children(of).stream().map(member -> member.getAttribute("Name")).toList();
    boolean flags = of.getAttribute("IsFlags").equals("true");
    var given =
        List.of(flags ? value.asString("").split(", ?") : new String[] {value.asString("")});
    return known.containsAll(given) ? List.of() : List.of(at + " is none of " + known);
  }

  private List<String> object(String at, JsonNode value, String declared) {
    var named = value.path("@odata.type").asString("").replaceFirst("^#", "");
    var name = types.containsKey(named) ? named : declared;
    var properties = properties(name);
    boolean open = types.get(name).getAttribute("OpenType").equals("true");
    var all = new ArrayList<String>();
    for (var property : value.properties()) {
      if (property.getKey().startsWith("@odata.") || property.getValue().isNull()) {
        continue;
      }
      var type = properties.get(property.getKey());
      if (type != null) {
        all.addAll(objections(at + "/" + property.getKey(), property.getValue(), type));
      } else if (!open && !named.equals("microsoft.graph.chatMessageFromIdentitySet")) {
        all.add(at + "/" + property.getKey() + " is not of " + name);
      }
    }
    return all;
  }

  private Map<String, String> properties(String type) {
    var properties = new HashMap<String, String>();
    for (var element = types.get(type); element != null; ) {
      children(element).stream()
          .filter(child -> child.getTagName().equals("Property"))
          .forEach(p -> properties.put(p.getAttribute("Name"), p.getAttribute("Type")));
      element = types.get(full(element.getAttribute("BaseType")));
    }
    return properties;
  }

  /** What is wrong with an action's parameters. */
  List<String> parameters(String at, JsonNode body, String action) {
    var known = new HashMap<String, String>();
    children(actions.get(action)).stream()
        .filter(child -> child.getTagName().equals("Parameter"))
        .forEach(p -> known.put(p.getAttribute("Name"), p.getAttribute("Type")));
    var all = new ArrayList<String>();
    for (var field : body.properties()) {
      var type = known.get(field.getKey());
      all.addAll(
          type == null
              ? List.of(at + "/" + field.getKey() + " is no parameter")
              : objections(at + "/" + field.getKey(), field.getValue(), type));
    }
    return all;
  }
}
