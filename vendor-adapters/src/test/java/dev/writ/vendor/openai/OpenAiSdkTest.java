package dev.writ.vendor.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.NotFoundException;
import dev.writ.vendor.sandbox.SandboxPerson;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The official client against the simulator: evidence that the simulator speaks OpenAI's dialect.
 */
class OpenAiSdkTest {
  private final OpenAiSimulatorServer server = new OpenAiSimulatorServer();
  private final OpenAIClient client =
      OpenAIOkHttpClient.builder()
          .baseUrl(server.baseUrl())
          .apiKey(server.simulator.credentials().get("apiKey"))
          .maxRetries(0)
          .build();

  @BeforeEach
  void plant() {
    server.simulator.plant(
        new SandboxPerson("ada", "Ada", List.of("ada@example.com"), Set.of("*"), 14));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void the_official_client_lists_retrieves_and_deletes_a_file() {
    assertThat(client.files().list().data()).hasSize(2).allSatisfy(file -> file.validate());
    assertThat(client.files().retrieve("file-ada_5").filename()).isEqualTo("profile-5.txt");
    assertThat(client.files().delete("file-ada_5").validate().deleted()).isTrue();
    assertThatThrownBy(() -> client.files().retrieve("file-ada_5"))
        .isInstanceOf(NotFoundException.class);
    assertThat(client.files().list().data()).hasSize(1);
  }

  @Test
  void the_official_client_retrieves_and_deletes_a_conversation() {
    assertThat(client.conversations().retrieve("conv_ada_2").validate().id())
        .isEqualTo("conv_ada_2");
    assertThat(client.conversations().delete("conv_ada_2").validate().deleted()).isTrue();
    assertThatThrownBy(() -> client.conversations().retrieve("conv_ada_2"))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void the_official_client_retrieves_and_deletes_a_response() {
    assertThat(client.responses().retrieve("resp_ada_4").validate().id()).isEqualTo("resp_ada_4");
    client.responses().delete("resp_ada_4");
    assertThatThrownBy(() -> client.responses().retrieve("resp_ada_4"))
        .isInstanceOf(NotFoundException.class);
  }
}
