package dev.writ.vendor.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;
import dev.writ.vendor.sandbox.SandboxJournal;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.SyntheticPerson;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official partner client at the simulator: a record on its way from live to purged. */
class SalesforceSdkTest {
  private SalesforceBench bench;
  private VendorObject contact;

  @BeforeEach
  void start() {
    bench = new SalesforceBench(SandboxPeople.ADA, SandboxJournal.none());
    contact =
        bench.locate(SandboxPeople.ADA).stream()
            .filter(object -> object.kind().equals("contact"))
            .findFirst()
            .orElseThrow();
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  private PartnerConnection client(String session) throws ConnectionException {
    var config = new ConnectorConfig();
    config.setManualLogin(true);
    config.setCompression(false);
    config.setSessionId(session);
    config.setServiceEndpoint(bench.sandbox.baseUrl("salesforce") + "/services/Soap/u/62.0");
    return new PartnerConnection(config);
  }

  @Test
  void a_record_goes_by_way_of_the_recycle_bin_and_the_adapter_sees_each_state() throws Exception {
    var client = client(bench.simulator.session());
    var statement = "SELECT Id, Email FROM Contact WHERE Email='" + SandboxPeople.ADA.email() + "'";
    var found = client.query(statement);
    assertThat(found.getSize()).isEqualTo(1);
    assertThat(found.getRecords()[0].getId()).isEqualTo(contact.id());
    assertThat(found.getRecords()[0].getField("Email")).isEqualTo(SandboxPeople.ADA.email());

    assertThat(client.delete(new String[] {contact.id()})[0].getSuccess()).isTrue();
    assertThat(client.query(statement).getSize()).isZero();
    assertThat(client.queryAll(statement).getSize()).isEqualTo(1);
    assertThat(bench.adapter.read(bench.connection(), contact)).isEqualTo(Presence.PRESENT);

    assertThat(client.emptyRecycleBin(new String[] {contact.id()})[0].getSuccess()).isTrue();
    assertThat(client.queryAll(statement).getSize()).isZero();
    assertThat(bench.adapter.read(bench.connection(), contact)).isEqualTo(Presence.ABSENT);
  }

  @Test
  void what_a_drill_made_is_found_by_its_marker_and_in_the_order_of_ids() throws Exception {
    var planted = new ArrayList<VendorObject>();
    var person = new SyntheticPerson("drill0123456789abcdefghi", "example.com");
    bench.adapter.planter().orElseThrow().plant(bench.connection(), person, planted::add);
    var client = client(bench.simulator.session());
    var marked =
        client.query("SELECT Id, LastName FROM Lead WHERE LastName='" + person.marker() + "'");
    assertThat(marked.getSize()).isEqualTo(1);
    assertThat(planted).contains(new VendorObject("lead", marked.getRecords()[0].getId()));
    var first = client.query("SELECT Id FROM Contact ORDER BY Id LIMIT 1").getRecords()[0].getId();
    var next =
        client.query("SELECT Id FROM Contact WHERE Id > '" + first + "' ORDER BY Id LIMIT 1");
    assertThat(next.getRecords()[0].getId()).isGreaterThan(first);
  }

  @Test
  void what_is_not_in_the_bin_is_not_purged_and_says_so() throws Exception {
    var result = client(bench.simulator.session()).emptyRecycleBin(new String[] {contact.id()})[0];
    assertThat(result.getSuccess()).isFalse();
    assertThat(result.getErrors()).hasSize(1);
    assertThat(bench.adapter.read(bench.connection(), contact)).isEqualTo(Presence.PRESENT);
  }

  @Test
  void a_session_that_has_ended_is_refused() {
    assertThatThrownBy(() -> client("ended").query("SELECT Id FROM Contact"))
        .isInstanceOf(ConnectionException.class);
  }
}
