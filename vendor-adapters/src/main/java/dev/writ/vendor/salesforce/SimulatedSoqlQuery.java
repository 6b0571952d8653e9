package dev.writ.vendor.salesforce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement of SOQL: fields of one object or their count, conditions with parentheses, an order,
 * a limit and an offset. AND and OR are not mixed without parentheses, as in SOQL itself.
 *
 * @param count whether rows are only counted
 */
record SimulatedSoqlQuery(
    List<String> fields,
    boolean count,
    String type,
    @Nullable Node where,
    List<Order> orders,
    int limit,
    int offset) {

  /** Conditions, or one of them. */
  sealed interface Node permits All, Any, Not, Condition {}

  record All(List<Node> nodes) implements Node {}

  record Any(List<Node> nodes) implements Node {}

  record Not(Node node) implements Node {}

  /**
   * @param operator in capitals
   * @param values one, or those of a list; null stands for null
   */
  record Condition(String field, String operator, List<@Nullable String> values) implements Node {}

  record Order(String field, boolean down) {}

  /** Whether somewhere in it one record is named by its id. */
  boolean byId() {
    return where != null && byId(where);
  }

  private static boolean byId(Node node) {
    return switch (node) {
      case All all -> all.nodes().stream().anyMatch(SimulatedSoqlQuery::byId);
      case Any any -> any.nodes().stream().anyMatch(SimulatedSoqlQuery::byId);
      case Not not -> byId(not.node());
      case Condition condition ->
          condition.field().equals("Id") && Set.of("=", "IN").contains(condition.operator());
    };
  }

  /** Every field the statement names. */
  List<String> named() {
    var named = new ArrayList<>(fields);
    orders.forEach(order -> named.add(order.field()));
    if (where != null) {
      name(where, named);
    }
    return named;
  }

  private static void name(Node node, List<String> named) {
    switch (node) {
      case All all -> all.nodes().forEach(each -> name(each, named));
      case Any any -> any.nodes().forEach(each -> name(each, named));
      case Not not -> name(not.node(), named);
      case Condition condition -> named.add(condition.field());
    }
  }

  static SimulatedSoqlQuery parse(String soql) {
    return new Parser(soql).query();
  }

  private static final class Parser {
    private static final Pattern TOKEN =
        Pattern.compile(
            "\\s*('(?:[^'\\\\]|\\\\.)*'|[0-9]{4}-[0-9:TZ.+-]+|[\\w.]+|<=|>=|!=|<>|[=<>(),-])\\s*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z]\\w*");
    private static final Predicate<String> NUMBER =
        Pattern.compile("[0-9]{1,6}").asMatchPredicate();
    private static final Set<String> OPERATORS =
        Set.of("=", "!=", "<>", "<", "<=", ">", ">=", "LIKE", "IN");

    private final List<String> tokens = new ArrayList<>();
    private int at;

    Parser(String soql) {
      var token = TOKEN.matcher(soql);
      int from = 0;
      while (from < soql.length()) {
        if (!token.region(from, soql.length()).lookingAt()) {
          throw malformed();
        }
        tokens.add(token.group(1));
        from = token.end();
      }
    }

    SimulatedSoqlQuery query() {
      require("SELECT");
      var fields = new ArrayList<String>();
      boolean count = false;
      do {
        var field = name();
        if (field.equalsIgnoreCase("COUNT") && take("(")) {
          count = true;
          if (!take(")")) {
            fields.add(name());
            require(")");
          }
        } else {
          fields.add(field);
        }
      } while (take(","));
      require("FROM");
      var type = name();
      var where = take("WHERE") ? nodes() : null;
      var orders = take("ORDER") ? orders() : List.<Order>of();
      int limit = take("LIMIT") ? number() : Integer.MAX_VALUE;
      int offset = take("OFFSET") ? number() : 0;
      if (at < tokens.size()) {
        throw malformed();
      }
      return new SimulatedSoqlQuery(List.copyOf(fields), count, type, where, orders, limit, offset);
    }

    private Node nodes() {
      var nodes = new ArrayList<Node>();
      nodes.add(node());
      if (next("AND")) {
        while (take("AND")) {
          nodes.add(node());
        }
        if (next("OR")) {
          throw malformed();
        }
        return new All(nodes);
      }
      while (take("OR")) {
        nodes.add(node());
      }
      if (next("AND")) {
        throw malformed();
      }
      return nodes.size() == 1 ? nodes.getFirst() : new Any(nodes);
    }

    private Node node() {
      if (take("NOT")) {
        return new Not(node());
      }
      if (take("(")) {
        var inner = nodes();
        require(")");
        return inner;
      }
      var field = name();
      boolean not = take("NOT");
      var operator = token().toUpperCase(Locale.ROOT);
      if (!OPERATORS.contains(operator) || (not && !operator.equals("IN"))) {
        throw malformed();
      }
      var values = new ArrayList<@Nullable String>();
      if (operator.equals("IN")) {
        require("(");
        do {
          values.add(value());
        } while (take(","));
        require(")");
      } else {
        values.add(value());
      }
      var condition = new Condition(field, operator.equals("<>") ? "!=" : operator, values);
      return not ? new Not(condition) : condition;
    }

    private @Nullable String value() {
      var token = token();
      if (token.startsWith("'")) {
        return token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1");
      }
      if (token.equalsIgnoreCase("null")) {
        return null;
      }
      boolean literal =
          token.equalsIgnoreCase("true")
              || token.equalsIgnoreCase("false")
              || Character.isDigit(token.charAt(0));
      if (!literal) {
        throw malformed();
      }
      return token;
    }

    private List<Order> orders() {
      require("BY");
      var orders = new ArrayList<Order>();
      do {
        var field = name();
        boolean down = take("DESC");
        if (!down) {
          take("ASC");
        }
        if (take("NULLS") && !take("FIRST")) {
          require("LAST");
        }
        orders.add(new Order(field, down));
      } while (take(","));
      return List.copyOf(orders);
    }

    private int number() {
      var token = token();
      if (!NUMBER.test(token)) {
        throw malformed();
      }
      return Integer.parseInt(token);
    }

    private String name() {
      var token = token();
      if (!NAME.matcher(token).matches()) {
        throw malformed();
      }
      return token;
    }

    private String token() {
      if (at == tokens.size()) {
        throw malformed();
      }
      return tokens.get(at++);
    }

    private boolean next(String word) {
      return at < tokens.size() && tokens.get(at).equalsIgnoreCase(word);
    }

    private boolean take(String word) {
      boolean there = next(word);
      at += there ? 1 : 0;
      return there;
    }

    private void require(String word) {
      if (!take(word)) {
        throw malformed();
      }
    }
  }

  static SimulatedCall.Refused malformed() {
    return SimulatedCall.refused(400, "MALFORMED_QUERY", "unexpected token");
  }
}
