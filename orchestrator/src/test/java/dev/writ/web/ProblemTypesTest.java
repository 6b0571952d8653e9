package dev.writ.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProblemTypesTest {

  @Test
  void the_table_in_the_description_lists_every_type_with_its_status() {
    Map<String, Integer> types =
        Arrays.stream(ProblemType.values())
            .collect(
                Collectors.toMap(
                    ProblemType::word, ProblemType::status, (a, b) -> a, TreeMap::new));
    assertThat(Description.problems()).isEqualTo(types);
  }

  @Test
  void the_schema_of_types_lists_every_type() {
    assertThat(Description.problemTypes())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemType.values()).map(ProblemType::urn).toList());
  }

  @Test
  void every_operation_names_known_types_and_some_role() {
    assertThat(Description.operations()).hasSizeGreaterThan(15);
    for (var op : Description.operations()) {
      assertThat(Description.problems().keySet()).as(op.id()).containsAll(op.problems());
      assertThat(op.signed()).as(op.id()).isEqualTo(op.id().equals("receiveVendorCall"));
    }
  }

  @Test
  void statuses_that_tomcat_or_spring_choose_have_a_type_of_that_status() {
    for (int status : new int[] {400, 401, 403, 404, 405, 406, 413, 415, 500}) {
      assertThat(ProblemType.of(status).status()).isEqualTo(status);
    }
    assertThat(ProblemType.of(501).status()).isEqualTo(400);
    assertThat(ProblemType.of(414).status()).isEqualTo(400);
  }
}
