package dev.writ.vendor.kit;

import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.Planter;
import dev.writ.vendor.spi.SyntheticPerson;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorObject;
import java.util.List;
import java.util.Set;

/** Makes a letter and a vault; a seal would last. */
class ToyPlanter implements Planter {

  @Override
  public Set<String> kinds() {
    return Set.of("letter", "vault");
  }

  @Override
  public void plant(VendorConnection connection, SyntheticPerson person, Planted planted) {
    for (var kind : List.of("letter", "vault")) {
      planted.accept(make(connection, person, kind));
    }
  }

  VendorObject make(VendorConnection connection, SyntheticPerson person, String kind) {
    var creation = new ToyApi.Creation(kind, person.email(), person.sentence());
    var id = ToyAdapter.object(ToyAdapter.api(connection).create(creation)).path("id").asString("");
    Answers.require(!id.isEmpty());
    return new VendorObject(kind, id);
  }

  @Override
  public List<VendorObject> strays(VendorConnection connection, SyntheticPerson person) {
    return new ToyAdapter().locate(connection, person.subject(List.of())).objects();
  }
}
