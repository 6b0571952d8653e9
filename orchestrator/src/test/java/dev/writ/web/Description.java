package dev.writ.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/** What {@code openapi.yaml} says, in a form that tests can walk. */
final class Description {
  private static final OpenAPI API = parse();

  private Description() {}

  /** One operation: where it is, who may use it, and which problems it may answer with. */
  record Op(
      String method,
      String path,
      String id,
      List<String> roles,
      List<String> problems,
      List<Parameter> parameters,
      Schema<?> body,
      List<JsonNode> examples) {

    /** The path with these ids; the second one is the leg's. */
    String at(String id, String legId) {
      return path.replace("{id}", id).replace("{legId}", legId);
    }

    /** One that may use it; where a signature stands for the token, any. */
    String role() {
      return signed() ? "auditor" : roles.getFirst();
    }

    /** Whether a vendor's signature stands in the place of a token. */
    boolean signed() {
      return roles.isEmpty();
    }

    @Override
    public String toString() {
      return id;
    }
  }

  static String text() {
    try {
      return new ClassPathResource("openapi.yaml").getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException missing) {
      throw new java.io.UncheckedIOException(missing);
    }
  }

  static List<String> paths() {
    return List.copyOf(API.getPaths().keySet());
  }

  static List<Op> operations() {
    var all = new ArrayList<Op>();
    API.getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach(
                        (method, operation) ->
                            all.add(op(method.name(), path, item.getParameters(), operation))));
    return all;
  }

  static Op operation(String id) {
    return operations().stream().filter(op -> op.id().equals(id)).findFirst().orElseThrow();
  }

  /** The rows of the table of problems: word and status. */
  static Map<String, Integer> problems() {
    var rows = new TreeMap<String, Integer>();
    for (var line : API.getInfo().getDescription().split("\n")) {
      var cells = line.split("\\|");
      if (cells.length > 3 && cells[1].strip().startsWith("`")) {
        rows.put(cells[1].strip().replace("`", ""), Integer.valueOf(cells[2].strip()));
      }
    }
    return rows;
  }

  /** The words of the schema of problem types. */
  static List<String> problemTypes() {
    var types = new ArrayList<String>();
    for (var type : API.getComponents().getSchemas().get("ProblemType").getEnum()) {
      types.add(type.toString());
    }
    return types;
  }

  @SuppressWarnings("unchecked")
  private static Op op(String method, String path, List<Parameter> shared, Operation operation) {
    var parameters =
        Stream.of(shared, operation.getParameters())
            .filter(some -> some != null)
            .flatMap(List::stream)
            .toList();
    Schema<?> body = null;
    var examples = new ArrayList<JsonNode>();
    if (operation.getRequestBody() != null) {
      var json = operation.getRequestBody().getContent().get("application/json");
      if (json != null) {
        body = json.getSchema();
        json.getExamples()
            .values()
            .forEach(
                example -> examples.add(RunningWrit.JSON.readTree(example.getValue().toString())));
      }
    }
    return new Op(
        method,
        path,
        operation.getOperationId(),
        ((List<String>) operation.getExtensions().get("x-roles"))
            .stream().map(role -> role.toLowerCase(Locale.ROOT)).toList(),
        (List<String>) operation.getExtensions().get("x-problems"),
        parameters,
        body,
        examples);
  }

  private static OpenAPI parse() {
    var options = new ParseOptions();
    options.setResolve(true);
    options.setResolveFully(true);
    var result = new OpenAPIV3Parser().readContents(text(), null, options);
    if (!result.getMessages().isEmpty()) {
      throw new IllegalStateException(result.getMessages().toString());
    }
    return result.getOpenAPI();
  }
}
