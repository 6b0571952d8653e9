package dev.writ.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

class ProblemAdviceTest {
  private final MockMvc calls =
      MockMvcBuilders.standaloneSetup(new Calls()).setControllerAdvice(new ProblemAdvice()).build();

  @RestController
  static class Calls {
    @GetMapping("/victim")
    void victim() {
      throw new CannotAcquireLockException("deadlock detected");
    }

    @PostMapping("/taken")
    Map<String, Object> taken(@RequestBody Map<String, Object> body) {
      return body;
    }
  }

  /** PostgreSQL ends a deadlock by taking one of the two back: nothing of it was done. */
  @Test
  void a_call_that_the_database_took_back_may_be_made_again() throws Exception {
    var answer = calls.perform(MockMvcRequestBuilders.get("/victim")).andReturn().getResponse();
    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getHeader("Retry-After")).isEqualTo(Crowd.COME_AGAIN_SECONDS);
    assertThat(answer.getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    assertThat(answer.getContentAsString()).contains("urn:writ:problem:overloaded");
  }

  @Test
  void a_compressed_body_is_not_called_malformed() throws Exception {
    var compressed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(compressed)) {
      gzip.write("{}".getBytes(StandardCharsets.UTF_8));
    }
    var call =
        MockMvcRequestBuilders.post("/taken")
            .contentType(MediaType.APPLICATION_JSON)
            .content(compressed.toByteArray());
    var unnamed = calls.perform(call).andReturn().getResponse();
    assertThat(unnamed.getStatus()).isEqualTo(400);
    var named = calls.perform(call.header("Content-Encoding", "gzip")).andReturn().getResponse();
    assertThat(named.getStatus()).isEqualTo(415);
    assertThat(named.getContentAsString()).contains("without Content-Encoding");
  }
}
